import { draftsOf, linkedTo, remindersOf, tagsOf } from '#casework'
import type { Casework } from '#contract/casework'
import type { Entry } from '#contract/conversations'
import { headsByIds, heldReply, mergesOf, ratingOf, saidIn, suspicionOf, undoableSplit, type ConversationHead, type Thread } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { heldMacro } from '#macros'
import { findSubtopic } from '#topics'

/** What staff have in hand about a conversation. */
export const caseworkOn = async (ctx: Ctx<AgentActor>, found: Thread): Promise<Casework> => {
  const { head } = found
  const { id } = head
  const [held, drafts, reminders, tags, linked, merges, rating, suspected, macro, splitFrom] = await Promise.all([
    heldReply(ctx, id), draftsOf(ctx, id), remindersOf(ctx, id), tagsOf(ctx, id), linkedOf(ctx, id), mergesOf(ctx, id), ratingOf(ctx, id), linksOff(ctx, head), heldMacro(ctx, id), undoableSplit(ctx, head),
  ])
  // What is suspicious stays so where it is read together with something else.
  const said = await saidIn(ctx, merges.merged.map((other) => other.id), { from: found.before === null ? null : new Date(found.entries[0]?.at ?? 0), until: null })
  const suspicion = suspected ?? (await Promise.all(merges.merged.map((other) => linksOff(ctx, other)))).find((each) => each !== null) ?? null
  return {
    held: held && { ...held, leavesAt: held.leavesAt.toISOString() },
    drafts, reminders, tags, linked,
    snoozed: snoozedOf(head),
    merged: merges.merged.map((other) => ({ id: other.id, caseNumber: other.case_number, askerName: other.asker_name, entries: (said.get(other.id) ?? []).filter(notTwice(found, other.case_number)) })),
    mergedInto: merges.into,
    splitFrom,
    suspicion: suspicion && { because: suspicion.because, at: suspicion.at?.toISOString() ?? null },
    rating: rating && { ...rating, at: rating.at.toISOString() },
    macro,
    callNumber: head.callback_number,
  }
}

// What was split off and merged back begins with what stands there already.
const notTwice = ({ entries }: Thread, caseNumber: string) => {
  const isFromHere = entries.some(({ kind, data }) => kind === 'split' && data.caseNumber === caseNumber)
  return ({ seq }: Entry) => !isFromHere || seq > 1
}

const linkedOf = async (ctx: Ctx<AgentActor>, id: string): Promise<Casework['linked']> => {
  const ids = await linkedTo(ctx, id)
  const heads = await headsByIds(ctx, ids)
  return ids.flatMap((other) => {
    const found = heads.get(other)
    return found ? [{ id: other, caseNumber: found.case_number, askerName: found.asker_name, state: found.state }] : []
  })
}

/** Why the links that the asker wrote are off; null when they work. For both sides alike. */
export const linksOff = async (ctx: Ctx, head: Thread['head']) => {
  const place = { door: head.door === 'guest' ? 'guest' as const : 'partner' as const, topic: head.topic, subtopic: head.subtopic }
  const isReport = (await findSubtopic(ctx, place))?.subtopic.rules.lane === 'safety'
  return suspicionOf(ctx, head.id, { isReport })
}

export const snoozedOf = ({ snoozed, wakes_at: wakesAt }: Pick<ConversationHead, 'snoozed' | 'wakes_at'>) =>
  snoozed ? { until: wakesAt?.toISOString() ?? null } : null
