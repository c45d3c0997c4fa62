import type { AgentActor, Ctx } from '#identity'
import { localised } from '#kernel'
import { wholeTree, type Topic } from '#topics'

/** What the topics of both doors are called, by `door/key`; one that is gone by its key. */
export const topicNames = async (ctx: Ctx<AgentActor>): Promise<(key: string) => string> => {
  const doors = await Promise.all((['partner', 'guest'] as const).map(async (door): Promise<[string, Topic][]> => (await wholeTree(ctx, door)).map((topic) => [`${door}/${topic.key}`, topic])))
  const known = new Map(doors.flat())
  return (key) => {
    const topic = known.get(key)
    return topic ? localised(topic.names, ctx.actor.locale) : key
  }
}
