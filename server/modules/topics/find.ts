import { SubtopicRules, type Door } from '#contract/content'
import { rememberByBrand } from '#platform'
import type { BaseActor, Context } from '#platform/postgres'
import * as queries from './queries.ts'
import { Action, type Subtopic, type Topic } from './tree.ts'

type Ctx = Context<BaseActor>

/** One door's topics as its pages offer them, with their subtopics, in order. Another node's publishing is seen here within five seconds. */
export const tree = async (ctx: Ctx, door: Door): Promise<readonly Topic[]> => (await wholeTree(ctx, door)).filter((topic) => !isOfAppAlone(topic))

/** The same with those that only the app offers. */
export const wholeTree = async (ctx: Ctx, door: Door): Promise<readonly Topic[]> => (await known.of(ctx)).trees[door]

/** Whether the app alone offers it: none of its subtopics has another channel. */
export const isOfAppAlone = ({ subtopics }: Topic): boolean => subtopics.every(({ rules }) => rules.channels.every((channel) => channel === 'app'))

export const findTopic = async (ctx: Ctx, door: Door, topicKey: string): Promise<Topic | null> =>
  (await tree(ctx, door)).find((topic) => topic.key === topicKey) ?? null

export type Place = { door: Door; topic: string; subtopic: string }

export const findSubtopic = async (ctx: Ctx, at: Place): Promise<{ topic: Topic; subtopic: Subtopic } | null> => {
  const topic = (await wholeTree(ctx, at.door)).find(({ key }) => key === at.topic)
  const subtopic = topic?.subtopics.find((each) => each.key === at.subtopic)
  return topic && subtopic ? { topic, subtopic } : null
}

/** The actions with these keys, in the order of the keys; a key without an action is left out. */
export const actionsByKeys = async (ctx: Ctx, keys: readonly string[]): Promise<Action[]> => {
  const { actions } = await known.of(ctx)
  return keys.flatMap((key) => actions.get(key) ?? [])
}

export const forgetTopics = (brandId: string): void => known.forget(brandId)

type Known = { trees: Record<Door, readonly Topic[]>; actions: ReadonlyMap<string, Action> }

const freshMs = 5_000

const load = async ({ db, actor: { brandId } }: Ctx): Promise<Known> => {
  const [topics, subtopics, slugs, actions] = await Promise.all([
    queries.allTopics(db, brandId),
    queries.allSubtopics(db, brandId),
    queries.currentSlugs(db, brandId),
    queries.allActions(db, brandId),
  ])
  const under = Map.groupBy(subtopics, (row) => `${row.door}/${row.topic}`)
  const slugsOf = (door: Door, key: string) =>
    Object.fromEntries(slugs.filter((row) => row.door === door && row.topic === key).map(({ locale, slug }) => [locale, slug]))
  const treeOf = (door: Door): Topic[] =>
    topics
      .filter((topic) => topic.door === door)
      .map(({ key, names, scope, team }) => ({
        key, names, slugs: slugsOf(door, key), scope, team, subtopics: (under.get(`${door}/${key}`) ?? []).map(presentSubtopic),
      }))
  return {
    trees: { partner: treeOf('partner'), guest: treeOf('guest') },
    actions: new Map(actions.map((row) => [row.key, Action.parse(row)])),
  }
}

const known = rememberByBrand(load, freshMs)

// Parsed, so that a rule which a later version brings has its default also in trees published before.
const presentSubtopic = ({ key, names, rules }: { key: string; names: Record<string, string>; rules: unknown }): Subtopic => ({
  key, names, rules: SubtopicRules.parse(rules),
})
