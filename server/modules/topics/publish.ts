import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { forgetTopics } from './find.ts'
import * as queries from './queries.ts'
import type { Action, Tree } from './tree.ts'

type Ctx = Context<BaseActor>

/** Replaces one door's tree; addresses with a former slug go on leading to their topic. Conversations keep the keys they were opened with, also of topics that are gone. */
export const publish = async (ctx: Ctx, { door, topics }: Tree): Promise<void> => {
  const brand_id = ctx.actor.brandId
  const topicRows = topics.map((topic, place) => ({
    brand_id,
    door,
    key: topic.key,
    place,
    names: JSON.stringify(topic.names),
    scope: JSON.stringify(topic.scope),
    team: topic.team,
  }))
  const subtopicRows = topics.flatMap((topic) =>
    topic.subtopics.map((subtopic, place) => ({
      brand_id,
      door,
      topic: topic.key,
      key: subtopic.key,
      place,
      names: JSON.stringify(subtopic.names),
      rules: JSON.stringify(subtopic.rules),
    })),
  )
  const slugRows = topics.flatMap(({ key, slugs = {} }) =>
    Object.entries(slugs).map(([locale, slug]) => ({ brand_id, door, locale, slug, topic: key, is_current: true })),
  )
  await inTransaction(ctx, async (tx) => {
    await queries.deleteTree(tx.db, brand_id, door)
    await queries.insertTopics(tx.db, topicRows)
    await queries.insertSubtopics(tx.db, subtopicRows)
    await queries.retireSlugs(tx.db, brand_id, door)
    if (slugRows.length > 0) await queries.upsertSlugs(tx.db, slugRows)
    await record(tx, { name: 'topics.published', payload: { door } })
  })
  forgetTopics(brand_id)
}

/** Replaces the list of actions that subtopics offer. */
export const publishActions = async (ctx: Ctx, actions: readonly Action[]): Promise<void> => {
  const brand_id = ctx.actor.brandId
  const rows = actions.map(({ key, kind, path, names, hints }) => ({
    brand_id, key, kind, path, names: JSON.stringify(names), hints: JSON.stringify(hints),
  }))
  await inTransaction(ctx, async (tx) => {
    await queries.deleteActionsBut(tx.db, brand_id, rows.map((row) => row.key))
    if (rows.length > 0) await queries.upsertActions(tx.db, rows)
  })
  forgetTopics(brand_id)
}
