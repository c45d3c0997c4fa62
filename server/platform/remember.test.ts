import { expect, test } from 'vitest'
import { newId } from '#kernel'
import { createLog } from '#platform/log'
import type { BaseActor, Context } from '#platform/postgres'
import { testDatabase } from '#test/postgres'
import { rememberByBrand } from './remember.ts'

const { db } = await testDatabase()
const ctx: Context<BaseActor> = { db, actor: { kind: 'system', brandId: newId(), id: null, name: '' }, now: () => new Date(), log: createLog('silent') }

test('all who miss it share one look; what is forgotten meanwhile is looked for anew, and the old look is not kept', async () => {
  const looks = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  let begun = 0
  const remembered = rememberByBrand(async () => looks[begun++]?.promise ?? 'none', 60_000)
  const before = [remembered.of(ctx), remembered.of(ctx)]
  expect(begun).toBe(1)
  remembered.forget(ctx.actor.brandId)
  const after = [remembered.of(ctx), remembered.of(ctx)]
  expect(begun).toBe(2)
  looks[1]?.resolve('new')
  expect(await Promise.all(after)).toEqual(['new', 'new'])
  looks[0]?.resolve('old')
  expect(await Promise.all(before)).toEqual(['old', 'old'])
  expect(await remembered.of(ctx)).toBe('new')
  expect(begun).toBe(2)
})

test('a look that fails fails for those who shared it, and is not remembered', async () => {
  let begun = 0
  const remembered = rememberByBrand(async () => {
    begun++
    if (begun === 1) throw new Error('away')
    return 'there'
  }, 60_000)
  const [one, other] = await Promise.allSettled([remembered.of(ctx), remembered.of(ctx)])
  expect([one?.status, other?.status]).toEqual(['rejected', 'rejected'])
  expect(await remembered.of(ctx)).toBe('there')
})
