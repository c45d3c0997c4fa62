import { z } from 'zod'
import { writeMails } from '#email'
import { articlesPublished, settleReadings } from '#articles'
import { ringReminders } from '#casework'
import { closeSilent, headsByIds, openAbout, wakeDue } from '#conversations'
import { present } from '#brand'
import { systemActor, type Ctx } from '#identity'
import type { Listener, Timer } from '#platform/jobs'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { followAll, lookAtAll, watch, type Alarm, type Watch } from '#promises'
import { forgetOldHandOvers } from '#doors'
import { takeIn, takeInWaiting } from '#postbox'
import { offerWaiting, placeAbout, placeAll, placeDue } from '#queue'
import { countAll, countOverdue } from '#reporting'
import { forgetSeekers, indexArticles, indexConversations } from '#search'
import { turn } from '#seasons'
import { noteContacts } from './note-contacts.ts'
import { contextOf } from './request.ts'
import { writePropertyMails } from './property-mails.ts'
import { endQuestions, tellPlatform, writeGuestLetters } from './selfservice-ports.ts'
import type { App } from './app.ts'
import { chatListeners, notSaidInChat } from './chat.ts'
import { agentsIn, queueListeners } from './queue-jobs.ts'
import { pushListeners, deliverPushes } from './push.ts'
import { connectPhones, leavePhones, workPhone } from './phone.ts'
import { mailSettings } from './mail-settings.ts'
import { arrivalsOf, postboxParts } from './postbox.ts'
import { scanFiles } from './scan-files.ts'
import { tidy } from './tidy.ts'

/** Which module reacts to which facts. The reactor knows the source, never the reverse. */
export const listeners = (app: () => App): Listener[] => [
  ...clockListeners(app),
  ...queueListeners(app),
  {
    name: 'email.write',
    facts: ['conversation.opened', 'reply.written', 'promise.moved', 'conversation.closing-announced', 'conversation.closed'],
    run: async (facts) => writeMails(systemContext(app()), await notSaidInChat(systemContext(app()), facts), mailSettings(app())),
  },
  ...chatListeners(app),
  ...pushListeners(app),
  {
    name: 'articles.contact',
    facts: ['conversation.opened'],
    run: async (facts) => {
      const ctx = systemContext(app())
      const heads = await headsByIds(ctx, facts.flatMap(({ conversationId }) => conversationId ?? []))
      const contacts = [...heads.values()].flatMap(({ id, asker_id, topic, opened_at: openedAt }) =>
        asker_id ? [{ conversationId: id, reader: { account: asker_id }, topic, openedAt }] : [])
      if (contacts.length > 0) await noteContacts(ctx, contacts)
    },
  },
  {
    name: 'search.conversations',
    facts: ['conversation.opened', 'message.received', 'reply.written', 'note.written'],
    run: (facts) => indexConversations(systemContext(app()), facts.flatMap(({ conversationId }) => conversationId ?? [])),
  },
  { name: 'reporting.count', facts: ['conversation.taken', 'conversation.released', 'conversation.handed-over', 'conversation.rated', 'promise.warned', 'promise.missed'], run: (facts) => countAll(systemContext(app()), facts.flatMap(({ conversationId }) => conversationId ?? [])) },
  { name: 'search.index', facts: ['articles.published'], run: (facts) => indexArticles(systemContext(app()), articlesPublished(facts)) },
  {
    name: 'selfservice.letters',
    facts: ['correspondence.written', 'free-cancellation.answered', 'free-cancellation.expired'],
    run: (facts) => writeGuestLetters(app(), systemContext(app()), facts),
  },
  { name: 'email.property', facts: ['correspondence.written'], run: (facts) => writePropertyMails(app(), systemContext(app()), facts) },
  { name: 'selfservice.tell', facts: ['notification.queued'], run: () => tellPlatform(app(), systemContext(app())) },
  { name: 'voice.connect', facts: ['conversation.taken'], run: (facts) => connectPhones(app(), facts.flatMap(({ conversationId }) => conversationId ?? [])) },
  { name: 'voice.leave', facts: ['agent.off-duty', 'agent.lost'], run: (facts) => leavePhones(app(), agentsIn(facts)) },
  { name: 'postbox.take-in', facts: ['mail.arrived'], run: (facts) => takeIn(systemContext(app()), arrivalsOf(facts), postboxParts(app())).then(() => scanFiles(app(), systemContext(app()))) },
  { name: 'email.deliver', facts: ['mail.queued'], run: () => app().deliverMail() },
]

/** The clock of each promise, and the order that reads it. */
const clockListeners = (app: () => App): Listener[] => [
  {
    name: 'queue.place',
    facts: [
      'conversation.opened', 'message.received', 'reply.written', 'conversation.closed', 'conversation.reopened', 'promise.moved', 'conversation.snoozed', 'conversation.woken',
      'call.changed', 'mail.held', 'mail.undelivered', 'conversation.reclassified',
    ],
    // The order reads the promise, so the clock comes first.
    run: (facts) =>
      inTransaction(systemContext(app()), async (tx) => {
        const ids = facts.flatMap(({ conversationId }) => conversationId ?? [])
        await arrangeLooks(tx, await followAll(tx, ids))
        await placeAll(tx, ids)
        await countAll(tx, ids)
      }).then(() => offerWaiting(systemContext(app()))),
  },
  {
    name: 'queue.place-about',
    facts: ['reservation.changed', 'reservation.no-show'],
    // Dates, check-in or status decide the lane and the promise: whatever waits about the stay moves at once.
    run: (facts) =>
      inTransaction(systemContext(app()), async (tx) => {
        const reservationIds = facts.flatMap(({ payload }) => (typeof payload.reservationId === 'string' ? [payload.reservationId] : []))
        const ids = await openAbout(tx, [...new Set(reservationIds)])
        await arrangeLooks(tx, await followAll(tx, ids))
        await placeAbout(tx, reservationIds)
        await countAll(tx, ids)
      }).then(() => offerWaiting(systemContext(app()))),
  },
  {
    name: 'promises.look',
    facts: ['promise.arranged'],
    later: ({ payload }) => Looks.parse(payload).looks,
    // Each at its own moment, told by the promise itself: to warn, to move it, or to count it as missed.
    run: (facts) => lookAtPromises(app(), (ctx, limits) => lookAtAll(ctx, facts.flatMap(({ conversationId }) => conversationId ?? []), limits)),
  },
]

export const timers = (app: () => App): Timer[] => [
  {
    // Each promise has a job at its moment; this finds what a restore or a long stop has cost.
    name: 'promises.watch',
    cron: '23 * * * *',
    run: () => lookAtPromises(app(), watch),
  },
  { name: 'queue.place-due', cron: '* * * * *', run: async () => void ((await placeDue(systemContext(app()))) && (await offerWaiting(systemContext(app())))) },
  { name: 'reporting.count-overdue', cron: '* * * * *', run: () => countOverdue(systemContext(app())) },
  { name: 'doors.forget', cron: '*/10 * * * *', run: () => forgetOldHandOvers(systemContext(app())) },
  { name: 'seasons.turn', cron: '* * * * *', run: () => turn(systemContext(app())) },
  { name: 'search.forget-seekers', cron: '*/5 * * * *', run: () => forgetSeekers(systemContext(app())) },
  { name: 'articles.settle-readings', cron: '*/5 * * * *', run: async () => void (await settleReadings(systemContext(app()))) },
  { name: 'conversations.close-silent', cron: '*/5 * * * *', run: async () => void (await closeSilent(systemContext(app()))) },
  { name: 'conversations.wake', cron: '* * * * *', run: () => wakeDue(systemContext(app())) },
  { name: 'casework.ring', cron: '* * * * *', run: () => ringReminders(systemContext(app())) },
  { name: 'postbox.take-in-waiting', cron: '* * * * *', run: () => takeInWaiting(systemContext(app()), postboxParts(app())) },
  // Each has a job at its moment; this finds what a restore or a long stop has cost.
  { name: 'push.deliver-due', cron: '* * * * *', run: () => deliverPushes(app()) },
  { name: 'email.look', cron: '*/5 * * * *', run: () => app().lookAtSmarthost() },
  { name: 'app.revive', cron: '37 * * * *', run: async () => void (await app().jobs.revive()) },
  { name: 'voice.work-due', cron: '* * * * *', run: () => workPhone(app()) },
  { name: 'app.tidy', cron: '17 3 * * *', run: () => tidy(app()) },
  { name: 'correspondence.end-questions', cron: '* * * * *', run: () => endQuestions(systemContext(app())) },
  { name: 'selfservice.tell-again', cron: '* * * * *', run: () => tellPlatform(app(), systemContext(app())) },
]

const Looks = z.object({ looks: z.array(z.object({ conversationId: z.uuid(), seconds: z.int().min(0) })) })

/** Each promise is looked at when its time has come: a job waits for it, made with what made the promise. */
const arrangeLooks = async (ctx: Ctx, alarms: readonly Alarm[]): Promise<void> => {
  if (alarms.length === 0) return
  const seconds = (at: Date) => Math.max(0, Math.ceil((at.getTime() - ctx.now().getTime()) / 1_000))
  await record(ctx, { name: 'promise.arranged', payload: { looks: alarms.map(({ conversationId, at }) => ({ conversationId, seconds: seconds(at) })) } })
}

const lookAtPromises = async (app: App, look: (ctx: Ctx, limits: { maxMoves: number }) => Promise<Watch>) => {
  const ctx = systemContext(app)
  const { settings } = await present(ctx)
  await arrangeLooks(ctx, (await look(ctx, { maxMoves: settings.maxMoves })).alarms)
}

export const systemContext = (app: App): Ctx => contextOf(app, systemActor(app.brandId))
