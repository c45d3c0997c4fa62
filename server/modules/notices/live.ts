import type { Door } from '#contract/content'
import type { BaseActor, Context } from '#platform/postgres'
import type { Notice } from './notice.ts'
import * as queries from './queries.ts'

type Ctx = Context<BaseActor>

/** Everything that is known and not yet mended at one door, newest first. */
export const live = async (ctx: Ctx, door: Door): Promise<Notice[]> =>
  (await queries.liveNotices(ctx.db, ctx.actor.brandId, { door, at: ctx.now() })).map(presentNotice)

export type Concern = { door: Door; topic: string; subtopic: string }

/** What of it concerns somebody who has chosen this subtopic. */
export const liveFor = async (ctx: Ctx, { door, topic, subtopic }: Concern): Promise<Notice[]> =>
  (await live(ctx, door)).filter(({ topics }) => topics.includes(topic) || topics.includes(`${topic}/${subtopic}`))

type Row = Awaited<ReturnType<typeof queries.liveNotices>>[number]

const presentNotice = (row: Row): Notice => ({
  key: row.key,
  door: row.door as Door,
  topics: row.topics,
  severity: row.severity as Notice['severity'],
  titles: row.titles,
  bodies: row.bodies,
  startedAt: row.started_at,
  checkedAt: row.checked_at,
  resolvedAt: row.resolved_at,
})
