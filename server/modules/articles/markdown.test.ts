import { describe, expect, test } from 'vitest'
import { articlesLinked, pagesLinked, renderMarkdown } from './markdown.ts'
import { pagePath } from './paths.ts'
import { namesIn } from './words.ts'

const render = (body: string, locale = 'en') =>
  renderMarkdown(body, {
    locale,
    words: { brand: 'Fjord*stay*', answer_target_hours: 24, message_max_characters: 10_000, until: '15:00' },
    pathOf: (kind, name) => (kind === 'page' ? pagePath(locale, name) : name === 'locked-out' ? `/${locale}/partner/help/account/locked-out` : null),
  })

describe('words', () => {
  test('the operator’s numbers and names stand in text, bold, code and headings, as the language writes numbers', () => {
    const { html, headings } = render('## Within {{answer_target_hours}} hours\n\n**{{message_max_characters}}** `{{until}}`', 'de')
    expect(html).toContain('<strong>10.000</strong> <code>15:00</code>')
    expect(headings).toEqual([{ id: 'within-24-hours', text: 'Within 24 hours' }])
  })

  test('a name with Markdown signs stays a name, an unknown word stays visible', () => {
    expect(render('{{brand}} and {{ unheard_of }}').html).toBe('<p>Fjord*stay* and {{ unheard_of }}</p>\n')
    expect(namesIn('{{brand}} {{ until }} {{Not}}')).toEqual(['brand', 'until'])
  })
})

describe('links', () => {
  test('lead to the article and the page in the reader’s language', () => {
    const { html } = render('[in?](article:locked-out) [no-show](page:contact/reservations/no-show) [guests](page:guest)', 'sv')
    expect(html).toContain('<a href="/sv/partner/help/account/locked-out">in?</a>')
    expect(html).toContain('<a href="/sv/extranet/contact/reservations/no-show">no-show</a>')
    expect(html).toContain('<a href="/sv/guest">guests</a>')
  })

  test('to nowhere are only their text, whatever stands inside', () => {
    expect(render('See [the **gone** one](article:gone) and [this](page:nowhere).').html).toBe('<p>See the <strong>gone</strong> one and this.</p>\n')
    expect(pagePath('en', 'contact/a/b/c')).toBeNull()
    expect(pagePath('en', 'inbox/x')).toBeNull()
  })

  test('to other sites tell nothing about where one comes from, and scripts are no links', () => {
    expect(render('[out](https://example.test/)').html).toContain('<a href="https://example.test/" rel="noopener">')
    expect(render('[x](javascript:alert(1))').html).not.toContain('<a')
  })

  test('are counted for the check of content', () => {
    const body = '[a](article:one) [b](page:contact/rates) [c](article:two)'
    expect([articlesLinked(body), pagesLinked(body)]).toEqual([['one', 'two'], ['contact/rates']])
  })
})

describe('R2: an article page', () => {
  test('has an address for every heading; the second level is the table of contents', () => {
    const { html, headings } = render('## Så gör du\n\n### Först\n\n## Så gör du\n\n## أولاً\n\n## !?')
    expect(headings.map(({ id }) => id)).toEqual(['sa-gor-du', 'sa-gor-du-2', 'اولا', 'part'])
    expect(html).toContain('<h3 id="forst">')
  })

  test('shows remarks as callouts, other quotations as quotations', () => {
    const { html } = render('> **Note:** do not.\n\n> **Obs:**\n> inte\n\n> Just said\n>\n> > **Hinweis:** within')
    expect(html.match(/<aside class="callout">/g)).toHaveLength(3)
    expect(html.match(/<blockquote>/g)).toHaveLength(1)
    expect(html.match(/<\/aside>/g)).toHaveLength(3)
  })

  test('tells how long it takes to read', () => {
    expect(render('one two').minutes).toBe(1)
    expect(render('word '.repeat(401)).minutes).toBe(3)
  })

  test('contains nothing that a strict content policy stops', () => {
    const { html } = render('<script>alert(1)</script>\n\n| a | b |\n| :-- | --: |\n| 1 | <b onclick="x">2</b> |')
    expect(html).not.toMatch(/<script|<b |style=/)
    expect(html).toContain('<td class="align-right">')
  })
})
