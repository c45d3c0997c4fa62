import type { Ctx } from '#identity'
import type { Cast } from './cast.ts'
import { fixedId } from './ids.ts'
import type { DemoPorts } from './ports.ts'
import type { FeedbackFile } from './schemas.ts'

type Stage = { ctx: Ctx; cast: Cast; ports: DemoPorts }

const [minuteMs, dayMs] = [60_000, 86_400_000]
// The visitors of one line voted so far apart.
const apartMs = (dayMs * 2) / 3

/** Votes, saves and readings through the product's own verbs; made again they move to the new today. */
export const giveFeedback = async (stage: Stage, { votes, saves, reads, searches }: FeedbackFile): Promise<void> => {
  for (const article of votes) await castVotes(stage, article)
  for (const { by, articles } of saves) await stage.ports.save({ ...stage.ctx, actor: userOf(stage.cast, by) }, articles)
  for (const read of reads) await readAgain(stage, read)
  await seek(stage, searches)
}

const castVotes = async ({ ctx, ports }: Stage, { article, locale, votes }: FeedbackFile['votes'][number]) => {
  for (const [line, { times, daysAgo, helpful, reason, text, readIn }] of votes.entries())
    for (let place = 0; place < times; place++) {
      const visitor = fixedId(ctx.actor.brandId, 'reader', `${article}/${locale}/${line}/${place}`)
      const agoMs = Math.max(minuteMs, daysAgo * dayMs - place * apartMs)
      await ports.vote(ago(ctx, agoMs), { key: article, locale, revision: 1, readerLocale: readIn ?? locale, helpful, reason, comment: text, reader: { visitor }, network: visitor })
    }
}

// A search is nobody's, so it cannot move to the new today: it is there once.
const seek = async ({ ctx, ports }: Stage, searches: FeedbackFile['searches']) => {
  if ((await ports.zeroHits(ctx, { since: new Date(0), most: 1 })).length > 0) return
  for (const { times, daysAgo, ...sought } of searches)
    for (let place = 0; place < times; place++)
      await ports.recordInquiry(ago(ctx, Math.max(minuteMs, daysAgo * dayMs - place * apartMs)), { ...sought, place: 'page', results: 0 })
}

const readAgain = async ({ ctx, cast, ports }: Stage, { by, article, locale, readIn, daysAgo, minutesAgo, from }: FeedbackFile['reads'][number]) => {
  const [topic, subtopic] = from?.split('/') ?? []
  await ports.recordReading(ago(ctx, daysAgo * dayMs + minutesAgo * minuteMs), {
    reader: { account: userOf(cast, by).id }, key: article, door: 'partner', locale, revision: 1, readerLocale: readIn ?? locale,
    from: topic !== undefined && subtopic !== undefined ? { topic, subtopic } : null,
  })
}

const ago = (ctx: Ctx, ms: number): Ctx => {
  const then = new Date(ctx.now().getTime() - ms)
  return { ...ctx, now: () => then }
}

const userOf = (cast: Cast, key: string) => {
  const user = cast.users.get(key)
  if (!user) throw new Error(`the demo world has no ${key}`)
  return user
}
