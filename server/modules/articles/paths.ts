/** Where a category is read; `categorySlug` is what it is called in this language's addresses. */
export const categoryPath = (locale: string, { door, categorySlug }: { door: string; categorySlug: string }): string =>
  `/${locale}/${door}/help/${encodeURIComponent(categorySlug)}`

/** Where an article is read. */
export const articlePath = (locale: string, { slug, ...category }: { door: string; categorySlug: string; slug: string }): string =>
  `${categoryPath(locale, category)}/${encodeURIComponent(slug)}`

/** Where `page:NAME` in an article leads; null when there is no such page. */
export const pagePath = (locale: string, name: string): string | null => {
  const [page = '', ...rest] = name.split('/')
  const base = pages[page]
  if (base === undefined) return null
  const takesMore = page === 'contact' && rest.length <= 2
  return rest.length === 0 || takesMore ? [`/${locale}/${base}`, ...rest].join('/') : null
}

const pages: Record<string, string> = {
  contact: 'extranet/contact',
  inbox: 'extranet/inbox',
  guest: 'guest',
}
