import { html, raw } from 'hono/html'
import type { Alternate } from '../ports.ts'
import type { Door, Visit } from '../site.ts'
import type { Thing } from './structured.ts'

/** What search engines, feed readers and previews of a link are told of a page. */
export type Indexed = {
  description: string
  /** Its address where that is not the one asked for: a text that is not translated is the one it stands in. */
  canonical?: string
  /** Where it stands in each language, its own among them; one alone when it is in no other. */
  languages: readonly Alternate[]
  kind?: 'article' | 'website'
  structured: readonly Thing[]
}

/** Who reads no language that is offered is led to this one. */
const defaultLanguage = 'en'

type HeadProps = { visit: Visit; title: string; door: Door; indexed: Indexed }

export const IndexedHead = ({ visit, title, door, indexed }: HeadProps) => {
  const { site, c, locale, path, brand, tr } = visit
  const origin = site.origin(c)
  const { description, languages, canonical = ownPath(locale, path), kind = 'website', structured } = indexed
  const anyLanguage = languages.find((each) => each.locale === defaultLanguage) ?? languages[0]
  // Written as text: the elements of a head are many, and as components they take the most time of a page.
  return html`<meta name="description" content="${description}"/><link rel="canonical" href="${origin + canonical}"/>${
    languages.length > 1 ? languages.map((each) => alternate(each.locale, origin + each.path)) : ''}${
    languages.length > 1 && anyLanguage ? alternate('x-default', origin + anyLanguage.path) : ''}${
    door === 'staff' ? '' : html`<link rel="alternate" type="application/rss+xml" title="${tr.t(door === 'guest' ? 'help.guestChanges' : 'help.changes')}" href="/${locale}/${door}/help/changes.rss"/>`
  }<meta property="og:title" content="${title}"/><meta property="og:description" content="${description}"/><meta property="og:type" content="${kind}"/><meta property="og:url" content="${
    origin + canonical}"/><meta property="og:site_name" content="${brand.name}"/><meta property="og:locale" content="${locale}"/><meta property="og:image" content="${
    origin + site.asset(`card-${door}.png`)}"/><meta property="og:image:width" content="1200"/><meta property="og:image:height" content="630"/><meta name="twitter:card" content="summary_large_image"/>${
    structured.length > 0 ? raw(`<script type="application/ld+json">${asJson(structured)}</script>`) : ''}`
}

const alternate = (language: string, href: string) => html`<link rel="alternate" hreflang="${language}" href="${href}"/>`

export const ownPath = (locale: string, path: string): string => (path === '/' ? `/${locale}` : `/${locale}${path}`)

// Data that no browser runs; what could end the element is written so that it does not.
const asJson = (things: readonly Thing[]) =>
  JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
