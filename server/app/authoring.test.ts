import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { articleWork, feature } from '#articles'
import { FeaturedList, SavedEdition, WordList } from '#contract/author-lists'
import { ArticleWriting, Difference, DraftSaved, Library, MadeArticle, Previewed } from '#contract/authoring'
import { SearchResults } from '#contract/search'
import { publishSynonyms } from '#search'
import { startWorld, type Agent } from '#test/world'

const world = await startWorld()
const root = '/api/v1/desk/library'
const anything = z.unknown()
let author: Agent
beforeAll(async () => {
  author = await world.agent('sofia')
})

const read = (key: string, locale: string) => author.get(`${root}/${key}/${locale}`, ArticleWriting)
const wordsOf = ({ draft, published }: ArticleWriting) => {
  const { title, slug, summary, synonyms, body } = draft ?? published ?? { title: '', slug: '', summary: '', synonyms: [], body: '' }
  return { title, slug, summary, synonyms, body }
}
const write = async (at: string, change: Record<string, unknown>, version = 0) => {
  const [key = '', locale = ''] = at.split('/')
  return (await author.post(`${root}/${at}/draft`, { ...wordsOf(await read(key, locale)), ...change, version }, DraftSaved)).version
}
const publish = (at: string, version: number, more = {}) => author.post(`${root}/${at}/publish`, { version, ...more }, anything)
const page = async (path: string) => world.visitor.page(path)

test('R70 | POST /api/v1/desk/library/{key}/{locale}/publish | a draft is read by nobody until it is published; then it is the next revision, found at once, and its former address leads to it', async () => {
  const before = await read('no-show', 'en')
  const at = before.published?.path ?? ''
  const version = await write('no-show/en', { slug: 'guest-did-not-come', body: `${before.published?.body ?? ''}\n\n## Lanterns\n\nLight a zirconium lantern at {{guest_call_from}}.` })
  expect((await page(at)).text).not.toContain('zirconium')
  await author.post(`${root}/no-show/en/review`, { version }, anything)
  expect((await read('no-show', 'en')).draft?.state).toBe('review')
  await publish('no-show/en', version)
  const after = await read('no-show', 'en')
  expect(after).toMatchObject({ draft: null, reviewed: new Date().toISOString().slice(0, 10), published: { revision: 2, slug: 'guest-did-not-come' } })
  expect(after.revisions[0]).toMatchObject({ number: 2, by: expect.stringMatching(/^Sof/) })
  const moved = await world.visitor.send(at)
  expect([moved.status, moved.headers.get('location')]).toEqual([301, after.published?.path])
  expect((await page(after.published?.path ?? '')).text).toContain('zirconium lantern at 08:00')
  await world.settle()
  const { results } = await world.visitor.get('/api/v1/search?door=partner&locale=en&q=zirconium', SearchResults)
  expect(results.map(({ key }) => key)).toEqual(['no-show'])
})

test('R70 | GET /api/v1/desk/library/{key}/{locale}/difference | what a revision changed can be seen, and an earlier one restored into the draft', async () => {
  const { parts } = await author.get(`${root}/no-show/en/difference?from=1&to=2`, Difference)
  expect(parts.filter(({ change }) => change === 'added').map(({ text }) => text).join('')).toContain('zirconium')
  const { version } = await author.post(`${root}/no-show/en/restore`, { number: 1, version: 0 }, DraftSaved)
  const restored = await read('no-show', 'en')
  expect(restored.draft?.body).not.toContain('zirconium')
  expect(restored.draft?.slug).toBe('guest-did-not-come')
  const since = await author.get(`${root}/no-show/en/difference?from=2`, Difference)
  expect(since.parts.some(({ change, text }) => change === 'removed' && text.includes('zirconium'))).toBe(true)
  await author.post(`${root}/no-show/en/discard`, { version }, anything)
  expect((await read('no-show', 'en')).draft).toBeNull()
})

test('R70 R71 | GET /api/v1/desk/library | translations behind their source are shown, unless the change was small', async () => {
  const languages = async (key: string) => (await author.get(root, Library)).articles.find((each) => each.key === key)?.languages
  expect(await languages('no-show')).toContainEqual({ locale: 'sv', revision: 1, isStale: true, draft: null })
  const stale = async (key: string) => (await articleWork(world.system, { since: new Date(0), reviewDays: 365 })).some(({ kind, subject }) => kind === 'stale-translation' && subject === key)
  expect(await stale('no-show')).toBe(true)
  const version = await write('overbooked/en', { summary: 'You have a confirmed guest and no room. Call us at once, look in your own house first, then for somewhere as good or better close by.' })
  await publish('overbooked/en', version, { isSmall: true })
  expect(await stale('overbooked')).toBe(false)
  expect(await languages('overbooked')).toContainEqual({ locale: 'sv', revision: 1, isStale: false, draft: null })
})

test('R70 | POST /api/v1/desk/library/{key}/{locale}/draft | who has not seen the last version is refused, and nothing is written over', async () => {
  const first = await write('the-app/sv', { title: 'Appen' })
  expect((await author.refused('POST', `${root}/the-app/sv/draft`, { ...wordsOf(await read('the-app', 'sv')), title: 'Min', version: 0 })).error).toBe('thread_changed')
  expect(await write('the-app/sv', { title: 'Appen i fickan' }, first)).toBe(first + 1)
  expect((await author.refused('POST', `${root}/the-app/sv/publish`, { version: first })).error).toBe('thread_changed')
  expect((await read('the-app', 'sv')).draft).toMatchObject({ title: 'Appen i fickan', version: first + 1 })
})

test('R70 | POST /api/v1/desk/library | a new article is nowhere until it is published, whole and with nothing unknown in it', async () => {
  const { key } = await author.post(root, { door: 'partner', category: 'account', owner: 'partner-services', locale: 'en', title: 'Lighting the lamp' }, MadeArticle)
  expect(key).toBe('lighting-the-lamp')
  const at = `${key}/en`
  expect(await author.refused('POST', `${root}/${at}/publish`, { version: 1 })).toMatchObject({ error: 'invalid', detail: { fields: ['summary', 'body'] } })
  const whole = { summary: 'How to light it.', body: 'Turn {{no_such_number}} and see [it](article:nowhere), [there](page:moon).' }
  const second = await write(at, whole, 1)
  expect(await author.refused('POST', `${root}/${at}/publish`, { version: second })).toMatchObject({ detail: { unknown: ['{{no_such_number}}', 'article:nowhere', 'page:moon'] } })
  expect(await author.post(`${root}/preview`, { door: 'partner', locale: 'en', body: '# A\n\n<script>x</script> [See](article:no-show)' }, Previewed)).toMatchObject({ unknown: [], html: expect.stringMatching(/&lt;script.*href="\/en\/partner\/help\/reservations\/guest-did-not-come"/s) })
  const third = await write(at, { ...whole, slug: 'guest-did-not-come', body: 'Turn the wick up.' }, second)
  expect((await author.refused('POST', `${root}/${at}/publish`, { version: third })).error).toBe('already_used')
  await publish(at, await write(at, { slug: 'lighting-the-lamp' }, third))
  expect((await page(`/en/partner/help/account/${key}`)).status).toBe(200)
})

test('R70 R72 | PATCH /api/v1/desk/library/{key} | owner, review, related articles and subtopics are kept; only authors, leads and admins write', async () => {
  await author.call('PATCH', `${root}/no-show`, { owner: 'finance', related: ['overbooked'], topics: ['reservations/no-show', 'invoices/dispute'] })
  expect(await read('no-show', 'en')).toMatchObject({ owner: { key: 'finance' }, related: ['overbooked'], topics: ['reservations/no-show', 'invoices/dispute'] })
  expect((await author.refused('PATCH', `${root}/no-show`, { related: ['nowhere'] })).error).toBe('invalid')
  expect((await author.refused('PATCH', `${root}/no-show`, { owner: 'nobody' })).error).toBe('invalid')
  const agent = await world.agent('maja')
  expect((await agent.get(root, Library)).mayWrite).toBe(false)
  expect((await agent.refused('POST', `${root}/no-show/en/draft`, { ...wordsOf(await read('no-show', 'en')), version: 0 })).error).toBe('not_allowed')
  expect((await world.visitor.refused('GET', root)).error).toBe('not_signed_in')
})

test('R72 R3 | POST /api/v1/desk/words/{locale} | words hold for all articles from the next search on; an earlier edition can be gone back to, and files do not undo what authors did', async () => {
  const at = '/api/v1/desk/words/en'
  const before = await author.get(at, WordList)
  const sought = async () => (await world.visitor.get('/api/v1/search?door=partner&locale=en&q=frobnication', SearchResults)).results.map(({ key }) => key)
  expect([before.groups.length > 50, before.editions.length, before.editions[0]?.by, await sought()]).toEqual([true, 1, null, []])
  const groups = [...before.groups, [' frobnication ', 'virtual card']]
  const { version } = await author.post(at, { groups, version: before.version }, SavedEdition)
  expect(await sought()).toContain('virtual-cards-declined')
  expect(await author.refused('POST', at, { groups, version: before.version })).toMatchObject({ error: 'thread_changed' })
  expect(await author.refused('POST', at, { groups: [['alone']], version })).toMatchObject({ status: 400 })
  await publishSynonyms(world.system, { locale: 'en', groups: before.groups })
  expect((await author.get(at, WordList)).groups.at(-1)).toEqual(['frobnication', 'virtual card'])
  await author.post(`${at}/restore`, { number: before.version, version }, SavedEdition)
  expect(await sought()).toEqual([])
  expect((await author.get(at, WordList)).editions.map(({ number, by }) => [number, by?.slice(0, 3) ?? null])).toEqual([[3, 'Sof'], [2, 'Sof'], [1, null]])
  await publishSynonyms(world.system, { locale: 'en', groups: [['no-show', 'never came']] }, { overwrite: true })
  expect((await author.get(at, WordList)).groups).toEqual([['no-show', 'never came']])
})

test('R72 R35 | POST /api/v1/desk/featured | what fits the day is shown in the order given, at once; an earlier edition can be gone back to', async () => {
  const at = '/api/v1/desk/featured'
  const before = await author.get(at, FeaturedList)
  const shown = async () => [...((/<nav class="often-now".*?<\/nav>/s.exec((await page('/en/partner/help')).text))?.[0] ?? '').matchAll(/href="[^"]*\/([^"/]+)"/g)].map(([, slug]) => slug)
  const usual = await shown()
  const month = Number(before.today.slice(5, 7))
  const entry = (article: string, change = {}) => ({ door: 'partner', article, months: [] as number[], from: null as string | null, until: null as string | null, ...change })
  const entries = [entry('no-show', { months: [(month % 12) + 1] }), entry('change-dates', { until: before.today }), entry('reply-score', { months: [month] }), entry('virtual-cards-declined', { until: '2020-01-01' })]
  const { version } = await author.post(at, { entries, version: before.version }, SavedEdition)
  const keys = (await author.get(at, FeaturedList)).entries.map(({ article }) => article)
  expect([keys, (await shown()).length]).toEqual([['no-show', 'change-dates', 'reply-score', 'virtual-cards-declined'], 2])
  expect(await author.refused('POST', at, { entries: [{ ...entry('no-show'), door: 'guest' }], version })).toMatchObject({ status: 400, detail: { fields: ['article: no-show'] } })
  expect(await author.refused('POST', at, { entries: [entry('no-show', { from: '2026-02-01', until: '2026-01-01' })], version })).toMatchObject({ status: 400 })
  await feature(world.system, [])
  expect((await author.get(at, FeaturedList)).entries).toHaveLength(4)
  await author.post(`${at}/restore`, { number: before.version, version }, SavedEdition)
  expect(await shown()).toEqual(usual)
})
