/** A thing as schema.org names it. */
export type Thing = { '@type': string; [property: string]: unknown }

/** The way to a page from the outside in, itself the last. */
export const breadcrumbs = (origin: string, steps: readonly { name: string; href: string }[]): Thing => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, href }, index) => ({ '@type': 'ListItem', position: index + 1, name, item: origin + href })),
})

export const listOfPages = (origin: string, pages: readonly { title: string; path: string }[]): Thing[] =>
  pages.length === 0 ? [] : [{
    '@type': 'ItemList',
    itemListElement: pages.map(({ title, path }, index) => ({ '@type': 'ListItem', position: index + 1, name: title, url: origin + path })),
  }]

type Written = { title: string; summary: string; locale: string; updatedAt: Date; minutes: number; path: string; publisher: string }

export const helpArticle = (origin: string, { title, summary, locale, updatedAt, minutes, path, publisher }: Written): Thing => ({
  '@type': 'Article',
  headline: title,
  description: summary,
  inLanguage: locale,
  dateModified: updatedAt.toISOString(),
  timeRequired: `PT${minutes}M`,
  mainEntityOfPage: origin + path,
  publisher: { '@type': 'Organization', name: publisher, url: origin },
})

/** The parts of a text whose headings are questions, with what is said under them. */
export const questionsIn = (html: string): Thing[] => {
  const asked = html.split(/(?=<h2[ >])/).flatMap((part) => {
    const [, heading = '', answer = ''] = /^<h2[^>]*>(.*?)<\/h2>(.*)$/s.exec(part) ?? []
    const name = plain(heading)
    return isQuestion.test(name) && plain(answer) !== '' ? [{ '@type': 'Question', name, acceptedAnswer: { '@type': 'Answer', text: plain(answer) } }] : []
  })
  return asked.length === 0 ? [] : [{ '@type': 'FAQPage', mainEntity: asked }]
}

// The question marks of the languages offered.
const isQuestion = /[?؟]$/

const plain = (html: string) =>
  html.replace(/<[^>]+>/g, ' ').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => signs[name] ?? '').replace(/\s+/g, ' ').trim()

const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
