import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { assertAuthor, type Staff } from '#articles'
import { Refusal } from '#kernel'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries/index-tables.ts'
import * as editions from './queries/word-list.ts'
import { sayingsIn } from './sayings.ts'

type Ctx = Context<BaseActor>
type Groups = readonly (readonly string[])[]

/**
 * Takes over the list of one language as the content file has it: every group says one thing in several ways. What authors have made
 * of it since stays, unless it is to be overwritten: false where it does and says something else.
 */
export const publishSynonyms = (ctx: Ctx, { locale, groups }: { locale: string; groups: Groups }, { overwrite = false } = {}): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const last = await editions.lastEdition(tx.db, placeOf(tx, locale))
    const isSame = last !== undefined && isDeepStrictEqual(Stored.parse(last.groups), groups)
    if (last && last.by !== null && !overwrite) return isSame
    if (isSame) await replace(tx, { locale, groups })
    else await addEdition(tx, { locale, groups, version: last?.number ?? 0, by: null })
    return true
  })

type Kept = { locale: string; groups: Groups; /** The edition that its writer has seen. */ version: number }

/** Replaces a language's list by an edition of its own, of which the next search knows; refused where somebody else has meanwhile. */
export const keepWordList = (ctx: Ctx, kept: Kept, staff: Staff): Promise<number> =>
  inTransaction(ctx, async (tx) => addEdition(tx, { ...kept, by: await assertAuthor(tx, staff) }))

/** Takes the list of an earlier edition as a new one. */
export const restoreWordList = (ctx: Ctx, { locale, number, version }: { locale: string; number: number; version: number }, staff: Staff): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const by = await assertAuthor(tx, staff)
    const then = await editions.editionAt(tx.db, placeOf(tx, locale), number)
    if (!then) throw new Refusal('not_found')
    return addEdition(tx, { locale, groups: Stored.parse(then.groups), version, by })
  })

const mostEditions = 50

/** The words of a language that hold for all articles, and what they were before, the newest first. */
export const wordList = async (ctx: Ctx, locale: string) => {
  const found = await editions.newestEditions(ctx.db, placeOf(ctx, locale), mostEditions)
  return {
    groups: Stored.parse(found[0]?.groups ?? []), version: found[0]?.number ?? 0,
    editions: found.map(({ groups, ...edition }) => ({ ...edition, size: Stored.parse(groups).length })),
  }
}

/** The lists of all languages that have one, as they stand. */
export const exportWordLists = async (ctx: Ctx): Promise<{ locale: string; groups: string[][] }[]> => {
  const found = await editions.newestOfEach(ctx.db, ctx.actor.brandId)
  return found.map(({ locale, groups }) => ({ locale, groups: Stored.parse(groups) }))
}

const Stored = z.array(z.array(z.string()))
const placeOf = (ctx: Ctx, locale: string) => ({ brandId: ctx.actor.brandId, locale })

const addEdition = async (tx: Ctx, { locale, groups, version, by }: Kept & { by: string | null }): Promise<number> => {
  const place = placeOf(tx, locale)
  const last = await editions.lastEdition(tx.db, place)
  const number = version + 1
  if ((last?.number ?? 0) !== version) throw new Refusal('thread_changed')
  if (!(await editions.addEdition(tx.db, { brand_id: place.brandId, locale, number, groups: JSON.stringify(groups), at: tx.now(), by }))) throw new Refusal('thread_changed')
  await replace(tx, { locale, groups })
  return number
}

const replace = async (tx: Ctx, { locale, groups }: Pick<Kept, 'locale' | 'groups'>) => {
  const spoken = await sayingsIn(tx.db, locale, groups)
  const rows = spoken.map((group, place) => ({ terms: [...(groups[place] ?? [])], ...group }))
  await queries.replaceSynonyms(tx.db, placeOf(tx, locale), rows)
  await queries.countEdition(tx.db, placeOf(tx, locale))
}
