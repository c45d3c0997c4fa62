import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/postgres'
import { newId } from '#kernel'

const database = await testDatabase()

test('each test file has a migrated database of its own, and how long the copy took is recorded', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db)
  expect(rows[0]?.name).toMatch(/^hospes_test_\d+_[0-9a-f]{6}_[0-9a-f]{8}$/)
  expect(await database.db.selectFrom('brand.brand').selectAll().execute()).toEqual([])
  expect(database.cloneMs).toBeGreaterThan(0)
})

test('the job tables are there before the first start', async () => {
  const { rows } = await sql`select count(*) as jobs from pgboss.job`.execute(database.db)
  expect(rows).toEqual([{ jobs: 0 }])
})

test('a connection for one brand sees no other', async () => {
  const [one, other] = [newId(), newId()]
  const attempt = { subject: 'a', attempts: 1, window_start: new Date() }
  await database.db.insertInto('platform.rate_limit').values([one, other].map((brand_id) => ({ ...attempt, brand_id }))).execute()
  const seen = await database.forBrand(one).selectFrom('platform.rate_limit').select('brand_id').execute()
  expect(seen).toEqual([{ brand_id: one }])
})
