import { expect, test } from 'vitest'
import { configure, createBrand, onlyBrand, present, type BrandInput } from '#brand'
import { Settings } from '#contract/content'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'

const database = await testDatabase()

const input: BrandInput = {
  key: 'northstay',
  name: 'Northstay',
  appName: 'Pulse',
  loyaltyName: 'Lantern',
  locales: ['sv', 'en'],
  defaultLocale: 'sv',
  platformUrl: null,
  colours: {},
  settings: Settings.parse({}),
}
const contextOf = (brandId: string) => ({
  db: database.forBrand(brandId),
  actor: { kind: 'system', brandId, id: null, name: 'Hospes' },
  now: () => new Date(),
  log: createLog('silent'),
})

test('an empty installation gets its first brand once, also when two nodes start at the same moment', async () => {
  expect(await onlyBrand(database.db)).toBeNull()
  const [one, two] = await Promise.all([
    createBrand(database.db, { ...input, isDemo: true }),
    createBrand(database.db, { ...input, isDemo: true }),
  ])
  expect(one).toEqual(two)
  expect(await onlyBrand(database.db)).toEqual({ id: one.id })
})

test('configuring changes what is presented at once, and never whether it is a demo', async () => {
  const { id } = await createBrand(database.db, { ...input, isDemo: true })
  const ctx = contextOf(id)
  expect(await present(ctx)).toEqual({ id, ...input, isDemo: true })
  await configure(ctx, { ...input, name: 'Southstay', settings: { ...input.settings, promiseHours: 12 } })
  expect(await present(ctx)).toMatchObject({ name: 'Southstay', settings: { promiseHours: 12 }, isDemo: true })
})

test('what is presented is remembered, so pages do not ask the database again', async () => {
  const { id } = await createBrand(database.db, { ...input, isDemo: true })
  const ctx = contextOf(id)
  const first = await present(ctx)
  await database.db.updateTable('brand.brand').set({ name: 'Written past the door' }).execute()
  expect(await present(ctx)).toBe(first)
})

test('a number that a later version brings has its default', async () => {
  const { id } = await createBrand(database.db, { ...input, isDemo: true })
  await configure(contextOf(id), input)
  await database.db.updateTable('brand.brand').set({ settings: JSON.stringify({ promiseHours: 6 }) }).execute()
  expect((await present(contextOf(id))).settings).toMatchObject({ promiseHours: 6, silenceDays: 7, ordinaryShare: 4 })
})

test('two brands in one installation: nobody guesses which is meant', async () => {
  await createBrand(database.db, { ...input, key: 'other', isDemo: false })
  await expect(onlyBrand(database.db)).rejects.toThrow('several brands')
})
