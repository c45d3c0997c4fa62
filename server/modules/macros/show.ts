import { savedRepliesFor } from '#casework'
import type { SavedReply } from '#contract/casework'
import type { Door } from '#contract/content'
import type { MacroAction, ShownAction } from '#contract/macros'
import { headOf } from '#conversations'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { localised } from '#kernel'
import { agentById, teams } from '#staff'
import { findSubtopic } from '#topics'

/** The saved replies for a conversation, each with what it does. */
export const repliesFor = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<SavedReply[]> => {
  const replies = await savedRepliesFor(ctx, conversationId)
  const door = (await headOf(ctx, conversationId))?.door === 'guest' ? 'guest' : 'partner'
  return Promise.all(replies.map(async (reply) => ({ ...reply, actions: await shown(ctx, door, reply.actions) })))
}

/** Actions with the names of what they lead to, in the agent's language. */
export const shown = (ctx: Ctx<AgentActor>, door: Door, actions: MacroAction[]): Promise<ShownAction[]> =>
  Promise.all(actions.map(async (action) => {
    const name = await nameOf(ctx, door, action)
    return { action, name: name ?? null, gone: name === undefined }
  }))

/** Null where there is nothing to name; undefined where it is not there any more. */
const nameOf = async (ctx: Ctx<AgentActor>, door: Door, action: MacroAction): Promise<string | null | undefined> => {
  const { locale } = ctx.actor
  if (action.do === 'topic') {
    const found = await findSubtopic(ctx, { door, topic: action.topic, subtopic: action.subtopic })
    return found ? `${localised(found.topic.names, locale)} › ${localised(found.subtopic.names, locale)}` : undefined
  }
  if (action.do !== 'hand-over') return null
  const { to } = action
  if ('agentId' in to) return (await agentById(ctx, to.agentId)) ? (await namesByIds(ctx, [to.agentId])).get(to.agentId) : undefined
  const team = (await teams(ctx)).find(({ key }) => key === to.team)
  return team && localised(team.names, locale)
}
