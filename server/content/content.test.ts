import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findBySlug, list, useWords } from '#articles'
import { createBrand, present } from '#brand'
import { live } from '#notices'
import { createLog } from '#platform/log'
import { teams } from '#staff'
import { testDatabase } from '#test/postgres'
import { findSubtopic, findTopic, slugOf, tree } from '#topics'
import { linesOf } from '#voice'
import { localesOffered } from '#web/locales'
import { articleWords, brandInput, ContentError, importContent, readContent } from './index.ts'

const shipped = path.join(import.meta.dirname, '../../content')
const content = await readContent(shipped)

const copies: string[] = []
afterAll(() => Promise.all(copies.map((folder) => rm(folder, { recursive: true }))))

/** Every text by language, however deep it stands; what only authors and staff read (an article's own front matter) is not among them. */
const namesIn = (value: unknown): Record<string, string>[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && typeof value.en === 'string') return [value as Record<string, string>]
  return Object.values(value).flatMap(namesIn)
}

type Change = (text: string) => string

/** A copy of the shipped content with files changed; says what reading it finds. */
const problemsAfter = async (changes: Record<string, Change>) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-content-'))
  copies.push(folder)
  await cp(shipped, folder, { recursive: true })
  for (const [file, change] of Object.entries(changes))
    await writeFile(path.join(folder, file), change(await readFile(path.join(folder, file), 'utf8')))
  const failure = await readContent(folder).then(() => null, (error: unknown) => error)
  return failure instanceof ContentError ? failure.message.split('\n').slice(1).map((line) => line.trim()) : failure
}

describe('the shipped content', () => {
  test('R11 | hospes import | is whole: ten partner topics and the app’s, and nothing names what is not there', () => {
    expect(content.trees.map(({ door, topics }) => [door, topics.length])).toEqual([['partner', 11], ['guest', 9]])
    expect(content.articles).toHaveLength(56)
    expect(content.articles.every(({ translations }) => translations.sv && translations.en)).toBe(true)
  })

  test('R8 | hospes import | topics, actions, notices, lines and teams are named in all ten languages', () => {
    const shown = [content.brand, content.trees, content.actions, content.notices, content.lines, content.teams]
    expect(namesIn(shown).filter((names) => content.brand.locales.some((locale) => !names[locale]?.trim()))).toEqual([])
    expect(content.brand.locales).toEqual(localesOffered)
  })

  test('a subtopic without a team of its own has its topic’s', () => {
    const rates = content.trees[0]?.topics.find(({ key }) => key === 'rates')
    expect(rates?.subtopics.map(({ key, rules }) => [key, rules.team])).toContainEqual(['not-syncing', 'connectivity'])
  })
})

describe('a mistake in a file is named with its place', () => {
  test.each([
    ['an unknown field', 'teams.yaml', (t: string) => t.replace('key: finance', 'key: finance\n  colour: red'), 'teams.yaml: [finance]: Unrecognized key: "colour"'],
    ['a wrong value deep in a tree', 'topics/partner.yaml', (t: string) => t.replace('lane: safety', 'lane: fastest'),
      'topics/partner.yaml: topics[reservations].subtopics[suspicious-booking].lane: Invalid option: expected one of "ordinary"|"safety"'],
    ['an article that is not there', 'topics/partner.yaml', (t: string) => t.replace('articles: [overbooked', 'articles: [overbookd'),
      'topics/partner.yaml: topics[reservations].subtopics[overbooking].articles: there is no overbookd'],
    ['a dead link and an unknown word', 'articles/overbooked/sv.md', (t: string) => `${t}\n[x](article:nowhere) [y](page:contact/rates/nothing) {{nobody_knows}}`,
      'articles/overbooked/sv.md: links: there is no nowhere, articles/overbooked/sv.md: words: there is no nobody_knows, articles/overbooked/sv.md: links: there is no page contact/rates/nothing'],
    ['languages that disagree', 'articles/overbooked/sv.md', (t: string) => t.replace('number: 9', 'number: 99'),
      'articles/overbooked/sv.md: number: differs from the other languages or from the folder'],
    ['two topics at one address', 'topics/partner.yaml', (t: string) => t.replace('sv: erbjudanden', 'sv: konto'), 'topics/partner.yaml: topics[account].slugs: has a slug that another topic has'],
    ['a category at another page’s address', 'topics/partner.yaml', (t: string) => t.replace('en: promotions,', 'en: search,'), 'topics/partner.yaml: topics[promotions].slugs.en: is the address of another page'],
    ['a file that is no YAML', 'notices.yaml', (t: string) => `${t}\n  - [`, /^notices\.yaml: line \d+: /],
    ['a default language that is not offered', 'brand.yaml', (t: string) => t.replace('defaultLocale: en', 'defaultLocale: fi'), 'brand.yaml: defaultLocale: is not one of locales'],
    ['a person whom the demo world lacks', 'demo/conversations.yaml', (t: string) => t.replace('by: ada', 'by: adda'), 'demo/conversations.yaml: [overbooked-today].by: there is no adda'],
  ])('%s', async (_name, file, change, expected) => {
    const found = await problemsAfter({ [file]: change })
    expect(Array.isArray(found) ? found.join(', ') : found).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${escaped(expected)}$`))
  })

  test('mistakes in several files come together', async () => {
    const found = await problemsAfter({ 'articles/overbooked/en.md': () => 'No front matter.', 'teams.yaml': () => '- key: finance' })
    expect(found).toEqual([
      'teams.yaml: [finance].names: Invalid input: expected record, received undefined',
      'teams.yaml: [finance].topics: Invalid input: expected array, received undefined',
      'articles/overbooked/en.md: has no front matter between two lines of ---',
    ])
  })
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

describe('importing', async () => {
  const database = await testDatabase()
  const { id: brandId } = await createBrand(database.db, { ...brandInput(content.brand), isDemo: true })
  const ctx = {
    db: database.forBrand(brandId),
    actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
    now: () => new Date('2026-11-22T12:00:00Z'),
    log: createLog('silent'),
  }
  const later = { ...ctx, now: () => new Date('2026-12-24T12:00:00Z') }
  useWords(articleWords(content.settings))

  /** Everything the import writes, as it stands. */
  const state = async () => ({
    brand: await present(ctx), trees: [await tree(ctx, 'partner'), await tree(ctx, 'guest')], teams: await teams(ctx),
    lines: await linesOf(ctx, 'partner'), notices: await live(ctx, 'partner'), articles: await list(ctx, { door: 'partner', locale: 'sv', most: 50 }),
    dates: await ctx.db.selectFrom('articles.translation').select(['key', 'locale', 'updated_at']).orderBy('key').orderBy('locale').execute(),
  })

  /** An article at the address that its own card says it has. */
  const readingOf = async (locale: string, article: (typeof content.articles)[number] | undefined) => {
    if (!article) throw new Error('article')
    const { door, category: key, translations } = article
    const topic = await findTopic(ctx, door, key)
    return findBySlug(ctx, { door, locale, category: topic ? slugOf(topic, locale) : key, slug: translations[locale]?.slug ?? '' })
  }

  test('brings everything in, and again a month later changes nothing', async () => {
    await importContent(ctx, content)
    const first = await state()
    await importContent(later, content)
    expect(await state()).toEqual(first)
    expect(first.trees[0]).toHaveLength(10)
    expect(first.articles.flatMap(({ articles }) => articles)).toHaveLength(47)
    expect(first.notices.map(({ key }) => key)).toEqual(['invoice-statements', 'analytics-a-day-late'])
  })

  test('articles say the brand’s own numbers and lead to the pages of the reader’s language', async () => {
    const reading = await readingOf('sv', content.articles.find(({ key }) => key === 'ways-to-reach-us'))
    expect(reading).toHaveProperty('html', expect.stringContaining('svar inom 24 timmar'))
    expect(reading).toHaveProperty('html', expect.stringContaining('<em>Fjordstay-meddelanden</em>'))
    expect(reading).not.toHaveProperty('html', expect.stringMatching(/\{\{|article:|page:/))
  })

  test('no article in any language is left with a word or a link that does not resolve', async () => {
    for (const article of content.articles)
      for (const locale of Object.keys(article.translations)) {
        const reading = await readingOf(locale, article)
        expect(reading).toHaveProperty('html', expect.not.stringMatching(/\{\{|"article:|"page:/))
      }
  })

  test('R16 | findSubtopic() | a subtopic’s promise stands in its rules', async () => {
    const found = await findSubtopic(ctx, { door: 'partner', topic: 'property-info', subtopic: 'change-address' })
    expect(found?.subtopic.rules.promise).toEqual({ workingDays: 5 })
  })
})
