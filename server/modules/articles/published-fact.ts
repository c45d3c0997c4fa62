type Published = { name: string; payload: Record<string, unknown> }

// An import of more says "all" rather than carrying every name through the feed.
const mostNamed = 500

export const publishedFact = (keys: readonly string[]): Published => ({ name: 'articles.published', payload: keys.length > mostNamed ? {} : { keys } })

/** The keys of the articles that these facts say were published; undefined where one of them means all. */
export const articlesPublished = (facts: readonly Published[]): string[] | undefined => {
  const named = facts.map(({ payload: { keys } }) => keys)
  return named.every((keys): keys is string[] => Array.isArray(keys)) ? [...new Set(named.flat())] : undefined
}
