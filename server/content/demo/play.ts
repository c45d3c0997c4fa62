import type { AgentActor, Ctx, PartnerActor, SignedIn } from '#identity'
import { findSubtopic } from '#topics'
import type { Cast } from './cast.ts'
import { fixedId } from './ids.ts'
import type { DemoPorts } from './ports.ts'
import type { ConversationsFile, Entry, PropertiesFile } from './schemas.ts'

type Script = ConversationsFile[number]
export type Stage = { ctx: Ctx; cast: Cast; ports: DemoPorts; properties: PropertiesFile }

/** Plays one conversation through the ordinary verbs, at the times its script gives; one that was played before stays as it is. */
export const play = async (stage: Stage, script: Script): Promise<void> => {
  const [first, ...rest] = script.entries
  const opened = await open(stage, script, first)
  if (opened.repeated) return
  await react(stage, script, { id: opened.id, minutesAfter: first.minutesAfter, happened: 'opened' })
  let seenSeq = 1
  for (const [place, entry] of rest.entries()) {
    const step = { id: opened.id, clientId: fixedId(stage.ctx.actor.brandId, 'entry', `${script.key}/${place + 1}`), seenSeq }
    seenSeq = (await perform(stage, script, { entry, ...step })) ?? seenSeq
    const happened = consequences[entry.kind]
    if (happened) await react(stage, script, { id: opened.id, minutesAfter: entry.minutesAfter, happened })
  }
}

type Happened = Parameters<DemoPorts['react']>[2]
const consequences: Partial<Record<Entry['kind'], Happened>> = { message: 'message', reply: 'reply', close: 'closed', take: 'taken' }

const open = async (stage: Stage, script: Script, first: Entry) => {
  const { ctx, ports, properties } = stage
  const { brandId } = ctx.actor
  const asker = userOf(stage.cast, script.by)
  const found = await findSubtopic(ctx, { door: 'partner', topic: script.topic, subtopic: script.subtopic })
  const property = properties.find(({ key }) => key === script.property)
  if (!found || !property || !('body' in first)) throw new Error(`demo conversation ${script.key} cannot be opened`)
  const { promise, right } = found.subtopic.rules
  const then = at(stage, script, { by: asker, minutesAfter: first.minutesAfter })
  return ports.open(then, {
    submissionId: fixedId(brandId, 'submission', script.key),
    door: 'partner',
    channel: 'message',
    partnerId: asker.partnerId,
    askerId: asker.id,
    askerName: asker.name,
    propertyId: fixedId(brandId, 'property', script.property),
    reservationId: script.reservation ? fixedId(brandId, 'reservation', script.reservation) : null,
    topic: script.topic,
    subtopic: script.subtopic,
    locale: script.locale,
    neededRight: right,
    promisedAt: ports.answerBy(promise, then.now(), { timeZone: property.timeZone }),
    body: first.body,
  })
}

type Step = { entry: Entry; id: string; clientId: string; seenSeq: number }

/** Carries one entry out; gives the place of a message or an answer in the thread. */
const perform = async (stage: Stage, script: Script, { entry, id, clientId, seenSeq }: Step): Promise<number | undefined> => {
  const { ports, cast } = stage
  const user = cast.users.get(entry.by)
  const asUser = () => at(stage, script, { by: userOf(cast, entry.by), minutesAfter: entry.minutesAfter })
  const asAgent = () => at(stage, script, { by: agentOf(cast, entry.by), minutesAfter: entry.minutesAfter })
  switch (entry.kind) {
    case 'message': return ports.receive(asUser(), id, { clientId, body: entry.body })
    case 'reply': return ports.reply(asAgent(), id, { clientId, body: entry.body, seenSeq })
    case 'note': return void (await ports.note(asAgent(), id, { clientId, body: entry.body }))
    case 'take': return void (await ports.claim(asAgent(), id))
    case 'read': return void (await (user ? ports.markSeen(asUser(), id) : ports.markRead(asAgent(), id)))
    case 'close': return void (await ports.close(asAgent(), id, { outcome: entry.outcome, reason: entry.reason }))
    case 'move': {
      const to = momentOf(stage, script, entry.untilMinutesAfter)
      return void (await ports.movePromise(asAgent(), id, { to, reason: entry.reason }))
    }
    // The message that follows does it.
    case 'reopen': return undefined
  }
}

const react = ({ ctx, ...stage }: Stage, script: Script, { id, minutesAfter, happened }: { id: string; minutesAfter: number; happened: Happened }) => {
  const then = momentOf({ ctx, ...stage }, script, minutesAfter)
  return stage.ports.react({ ...ctx, now: () => then }, id, happened)
}

const at = <Actor extends SignedIn>(stage: Stage, script: Script, { by, minutesAfter }: { by: Actor; minutesAfter: number }): Ctx<Actor> => {
  const then = momentOf(stage, script, minutesAfter)
  return { ...stage.ctx, actor: by, now: () => then }
}

const momentOf = ({ ctx }: Stage, { openedMinutesAgo }: Script, minutesAfter: number) =>
  new Date(ctx.now().getTime() + (minutesAfter - openedMinutesAgo) * minuteMs)

const minuteMs = 60_000

const userOf = ({ users }: Cast, key: string): PartnerActor => users.get(key) ?? nobody(key)

const agentOf = ({ agents }: Cast, key: string): AgentActor => agents.get(key) ?? nobody(key)

const nobody = (key: string): never => {
  throw new Error(`the demo world has no ${key} in this part`)
}
