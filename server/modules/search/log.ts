import type { Door } from '#contract/content'
import { newId } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import * as queries from './queries/log.ts'

type Ctx = Context<BaseActor>

/** `topic`: a search narrowed to one; `lost`: the words of an address where nothing is. */
export type Inquiry = { door: Door; locale: string; q: string; place: 'page' | 'contact' | 'api' | 'topic' | 'lost'; results: number }

/** Keeps what was sought and how many articles were found, of nobody in particular. Returns what its result links carry. */
export const recordInquiry = async (ctx: Ctx, { door, locale, q, place, results }: Inquiry): Promise<string> => {
  const id = newId()
  await queries.insertInquiry(ctx.db, { brand_id: ctx.actor.brandId, id, door, locale, place, q: withoutPersons(q), results, asked_at: ctx.now() })
  return id
}

/** Somebody opened a result: which one, and where in the list it stood. A search that there was not is passed over. */
export const recordClick = async (ctx: Ctx, { inquiryId, key, position }: { inquiryId: string; key: string; position: number }): Promise<void> => {
  await queries.insertClick(ctx.db, { brand_id: ctx.actor.brandId, inquiry_id: inquiryId, key, position, clicked_at: ctx.now() })
}

export type ZeroHit = { door: Door; locale: string; q: string; times: number; lastAt: Date }

/** What was sought and not found since then, most often first. */
export const zeroHits = async (ctx: Ctx, { since, most = 200 }: { since: Date; most?: number }): Promise<ZeroHit[]> =>
  (await queries.inquiriesWithoutResult(ctx.db, ctx.actor.brandId, { since, most })).map((row) => ({ ...row, door: row.door as Door }))

const keptDays = 180
const dayMs = 86_400_000

/** Takes away the searches of more than half a year ago, with their clicks. Returns how many. */
export const forgetInquiries = (ctx: Ctx): Promise<number> => queries.deleteInquiries(ctx.db, ctx.actor.brandId, new Date(ctx.now().getTime() - keptDays * dayMs))

const mostLetters = 200

/** As it is compared with others: small letters, single spaces; what may be somebody's address or number is left out. */
export const withoutPersons = (q: string): string =>
  q.normalize('NFC').toLowerCase().replace(/\S+@\S+/g, '@').replace(/\d[\d\s-]{3,}\d/g, '#').replace(/\s+/g, ' ').trim().slice(0, mostLetters)
