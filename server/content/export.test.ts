import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { exportArticles, exportFeatured, feature, publishArticles, type Article } from '#articles'
import { createBrand } from '#brand'
import { createLog } from '#platform/log'
import { exportWordLists, publishSynonyms } from '#search'
import { testDatabase } from '#test/postgres'
import { brandInput, importContent, readContent, writeArticles, writeFeatured, writeSynonyms } from './index.ts'
import { readArticles } from './read-articles.ts'
import { readSynonyms } from './read-synonyms.ts'

const shipped = path.join(import.meta.dirname, '../../content')
const content = await readContent(shipped)
const database = await testDatabase()
const { id: brandId } = await createBrand(database.db, { ...brandInput(content.brand), isDemo: false })
const ctx = {
  db: database.forBrand(brandId), actor: { kind: 'system', brandId, id: null, name: 'Hospes' }, now: () => new Date('2026-11-22T12:00:00Z'), log: createLog('silent'),
}
const folders: string[] = []
const folder = async () => {
  const made = await mkdtemp(path.join(tmpdir(), 'hospes-export-'))
  folders.push(made)
  return made
}
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true }))))

beforeEach(async () => {
  await ctx.db.deleteFrom('articles.article').execute()
  await importContent(ctx, content)
})

const overbooked = path.join('articles', 'overbooked', 'sv.md')
const state = () => ctx.db.selectFrom('articles.translation').selectAll().orderBy('key').orderBy('locale').execute()
const edit = (key: string, body: string) =>
  ctx.db.updateTable('articles.translation').set({ body }).where('key', '=', key).where('locale', '=', 'sv').execute()
const changed = (key: string, change: (article: Article) => Partial<Article>) =>
  content.articles.map((article) => (article.key === key ? { ...article, ...change(article) } : article))
const withBody = (body: string) => (article: Article): Partial<Article> => {
  const sv = article.translations.sv
  if (!sv) throw new Error('no Swedish')
  return { translations: { ...article.translations, sv: { ...sv, body } } }
}

test('export articles | what is exported is read again as what was imported, and importing it changes nothing', async () => {
  const [to, before] = [await folder(), await state()]
  const exported = await exportArticles(ctx)
  expect(await writeArticles(to, exported)).toEqual({ written: 112, same: 0 })
  const again = await readArticles(to)
  expect(again).toEqual(content.articles)
  expect(await publishArticles(ctx, again)).toEqual([])
  expect(await state()).toEqual(before)
})

test('export articles | over the files it came from, a file changes only where the article has', async () => {
  const to = await folder()
  await cp(path.join(shipped, 'articles'), path.join(to, 'articles'), { recursive: true })
  expect(await writeArticles(to, await exportArticles(ctx))).toEqual({ written: 0, same: 112 })
  await edit('overbooked', 'Nya ord.')
  expect(await writeArticles(to, await exportArticles(ctx))).toEqual({ written: 1, same: 111 })
  expect(await readFile(path.join(to, overbooked), 'utf8')).toMatch(/^---\nkey: overbooked\n.*\n---\n\nNya ord\.\n$/s)
})

test('export articles | words that YAML would take for something else come back as they were', async () => {
  const to = await folder()
  const [first] = content.articles
  if (!first?.translations.en) throw new Error('no article')
  const odd = { ...first, translations: { en: { ...first.translations.en, title: 'No: "yes" # 1', slug: '123', synonyms: ['no', '- a', '{{b}}'], body: 'A\n---\nb' } } }
  await writeArticles(to, [odd])
  expect(await readArticles(to)).toEqual([odd])
})

test('export synonyms, export featured | over the files they came from, lines change only where the lists have, and remarks stay', async () => {
  const to = await folder()
  await Promise.all(['synonyms', 'featured.yaml'].map((name) => cp(path.join(shipped, name), path.join(to, name), { recursive: true })))
  expect(await writeSynonyms(to, await exportWordLists(ctx))).toEqual({ written: 0, same: 10 })
  expect(await writeFeatured(to, await exportFeatured(ctx))).toEqual({ written: 0, same: 1 })

  const swedish = content.synonyms.find(({ locale }) => locale === 'sv')?.groups ?? []
  const groups = [...swedish.slice(0, 1), ['nej', '123', 'a: b'], ...swedish.slice(2)]
  await publishSynonyms(ctx, { locale: 'sv', groups }, { overwrite: true })
  await feature(ctx, content.featured.slice(1), { overwrite: true })
  expect(await writeSynonyms(to, await exportWordLists(ctx))).toEqual({ written: 1, same: 9 })
  expect(await writeFeatured(to, await exportFeatured(ctx))).toEqual({ written: 1, same: 0 })

  expect((await readSynonyms(to)).find(({ locale }) => locale === 'sv')?.groups).toEqual(groups)
  const lines = async (from: string, name: string) => (await readFile(path.join(from, name), 'utf8')).split('\n')
  const [sv, svBefore, featured, featuredBefore] = await Promise.all([lines(to, 'synonyms/sv.yaml'), lines(shipped, 'synonyms/sv.yaml'), lines(to, 'featured.yaml'), lines(shipped, 'featured.yaml')])
  expect(svBefore.filter((line) => !sv.includes(line))).toEqual([expect.stringMatching(/^- \[support, /)])
  expect(featuredBefore.filter((line) => !featured.includes(line))).toEqual([expect.stringMatching(/when-it-is-busy/)])
})

test('hospes import | what was edited here is kept and told of; --overwrite takes the file', async () => {
  await edit('overbooked', 'Nya ord.')
  const files = changed('overbooked', withBody('Filens ord.'))
  expect(await publishArticles(ctx, files)).toEqual([{ key: 'overbooked', locale: 'sv' }])
  const body = async () => (await exportArticles(ctx)).find(({ key }) => key === 'overbooked')?.translations.sv?.body
  expect(await body()).toBe('Nya ord.')
  expect(await publishArticles(ctx, files, { overwrite: true })).toEqual([])
  expect(await body()).toBe('Filens ord.')
})

test('hospes import | a file that has caught up with the edit is in step with it from then on', async () => {
  await edit('overbooked', 'Nya ord.')
  expect(await publishArticles(ctx, changed('overbooked', withBody('Nya ord.')))).toEqual([])
  expect(await publishArticles(ctx, changed('overbooked', withBody('Ännu nyare.')))).toEqual([])
})

test('hospes import | what the languages share is kept apart from their words', async () => {
  await ctx.db.updateTable('articles.article').set({ owner: 'finance' }).where('key', '=', 'overbooked').execute()
  const files = changed('overbooked', (article) => ({ number: 9, ...withBody('Filens ord.')(article) }))
  expect(await publishArticles(ctx, files)).toEqual([{ key: 'overbooked', locale: null }])
  expect((await exportArticles(ctx)).find(({ key }) => key === 'overbooked')).toMatchObject({ owner: 'finance', translations: { sv: { body: 'Filens ord.' } } })
})

test('R2 | publishArticles() | every change of the words is a revision, and nothing else is', async () => {
  const revisions = () => ctx.db.selectFrom('articles.revision').where('key', '=', 'overbooked').where('locale', '=', 'sv').select(['number', 'body']).orderBy('number').execute()
  await publishArticles(ctx, changed('overbooked', () => ({ owner: 'finance' })))
  expect((await revisions()).map(({ number }) => number)).toEqual([1])
  await publishArticles(ctx, changed('overbooked', withBody('Filens ord.')))
  const first = content.articles.find(({ key }) => key === 'overbooked')?.translations.sv?.body
  expect(await revisions()).toEqual([{ number: 1, body: first }, { number: 2, body: 'Filens ord.' }])
})

test('a file that cannot be read is written anew', async () => {
  const to = await folder()
  await writeArticles(to, content.articles)
  await writeFile(path.join(to, overbooked), 'No front matter.')
  expect(await writeArticles(to, content.articles)).toEqual({ written: 1, same: 111 })
  expect(await readArticles(to)).toEqual(content.articles)
})
