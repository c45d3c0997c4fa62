import { present } from '#brand'
import { changeTags, setReminder } from '#casework'
import type { MacroAction } from '#contract/macros'
import { announceClosing, close, headOf, note, reclassify, snooze } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { localised, newId, Refusal } from '#kernel'
import { handOver } from '#queue'
import { findSubtopic } from '#topics'

const hourMs = 3_600_000

/** Does one action as the agent would by hand. */
export const perform = async (tx: Ctx<AgentActor>, id: string, action: MacroAction): Promise<void> => {
  const inHours = (hours: number) => new Date(tx.now().getTime() + hours * hourMs)
  switch (action.do) {
    case 'topic': return sortUnder(tx, id, action)
    case 'language': return reclassify(tx, id, { locale: action.locale })
    case 'tags': return void (await changeTags(tx, id, action))
    case 'note': return void (await note(tx, id, { clientId: newId(), body: action.text }))
    case 'remind':
      return void (await setReminder(tx, id, { kind: action.kind, what: action.what, dueAt: action.kind === 'follow-up' ? inHours(action.hours).toISOString() : undefined }))
    case 'snooze': return snooze(tx, id, { until: action.hours === null ? null : inHours(action.hours) })
    case 'hand-over': return handOver(tx, id, action)
    case 'close': return end(tx, id, action)
  }
}

const sortUnder = async (tx: Ctx<AgentActor>, id: string, { topic, subtopic }: { topic: string; subtopic: string }) => {
  const head = await headOf(tx, id)
  const found = await findSubtopic(tx, { door: head?.door === 'guest' ? 'guest' : 'partner', topic, subtopic })
  if (!found) throw new Refusal('invalid', { field: 'topic', problem: 'gone' })
  await reclassify(tx, id, { topic: { topic, subtopic, neededRight: found.subtopic.rules.right, name: `${localised(found.topic.names, tx.actor.locale)} › ${localised(found.subtopic.names, tx.actor.locale)}` } })
}

const end = async (tx: Ctx<AgentActor>, id: string, { outcome, reason, askerAgreed }: Extract<MacroAction, { do: 'close' }>) => {
  if (askerAgreed) return close(tx, id, { outcome, reason: reason || undefined })
  const { settings } = await present(tx)
  await announceClosing(tx, id, { outcome, reason: reason || undefined, silenceDays: settings.silenceDays })
}
