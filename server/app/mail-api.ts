import { z } from 'zod'
import { AcceptMail, LiftSuppression, MailAlarms, MailRoom, SendTo, MailShown } from '#contract/mail'
import { Written } from '#contract/desk'
import { failedMails, liftSuppression, sendAgain, sendTo, setAside, suppressedAddresses } from '#email'
import { acceptMail, arrivalById, arrivals, rawMail, readAgain, type Arrival } from '#postbox'
import { operation } from './api.ts'
import { mailAlarms } from './mail-alarms.ts'
import { agentContext, contextOf } from './request.ts'
import { systemActor, type AgentActor, type Ctx } from '#identity'
import type { App } from './app.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** Mail at the desk: what has to be looked at, what did not arrive, whom nothing is sent to. */
export const mailOperations = [
  operation({
    method: 'get', path: `${root}/mail`, who: 'agent', about: 'Mail that somebody should look at: held, unreadable, undelivered, set aside; addresses that get none', result: MailRoom,
    run: async ({ app, c }) => room(app, await agentContext(app, c)),
  }),
  operation({
    method: 'get', path: `${root}/mail-alarms`, who: 'agent', about: 'What of mail does not work and somebody has to mend', result: MailAlarms,
    run: async ({ app, c }) => {
      await agentContext(app, c)
      return { alarms: await mailAlarms(app, contextOf(app, systemActor(app.brandId))) }
    },
  }),
  operation({
    method: 'get', path: `${root}/mail/{id}`, who: 'agent', about: 'How a mail can be shown as it came', result: MailShown,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      const { id, from, to, subject, proved, cleared } = await arrivalById(ctx, params.id ?? '')
      const shown = cleared ? null : await app.reader.show(await rawMail(ctx, id), { pictures: null, links: proved, quoted: '' }).catch(() => null)
      return { id, from, to, subject, links: proved, readable: shown !== null, cleared, characters: (shown?.html ?? '').replace(/<[^<>]*>/g, '').length, pictures: shown?.pictures.length ?? 0 }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/accept`, who: 'agent', about: 'Takes a held mail for the asker’s own', body: AcceptMail, result: Written,
    run: async ({ app, c, params, body }) => ({ seq: await acceptMail(await agentContext(app, c), { conversationId: params.id ?? '', seq: body.seq }) }),
  }),
  operation({
    method: 'post', path: `${root}/mail/{id}/again`, who: 'agent', about: 'Has a mail that could not be taken in tried again', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await readAgain(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/undelivered-mail/{id}/again`, who: 'agent', about: 'Sends a mail again that did not arrive; its address gets mail again', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await sendAgain(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/undelivered-mail/{id}/to`, who: 'agent', about: 'Sends a mail that did not arrive to another address of the same person', body: SendTo, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await sendTo(await agentContext(app, c), params.id ?? '', body.address)
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/undelivered-mail/{id}/aside`, who: 'agent', about: 'Somebody has dealt with a mail that did not arrive', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await setAside(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/suppressed-addresses/lift`, who: 'agent', about: 'An address gets mail again', body: LiftSuppression, result: Nothing,
    run: async ({ app, c, body }) => {
      await liftSuppression(await agentContext(app, c), body.address)
      return {}
    },
  }),
]

const room = async (app: App, ctx: Ctx<AgentActor>): Promise<MailRoom> => {
  const [attention, aside, undelivered, suppressed, alarms] = await Promise.all([
    arrivals(ctx, { attention: true }), arrivals(ctx, { attention: false }), failedMails(ctx), suppressedAddresses(ctx), mailAlarms(app, contextOf(app, systemActor(app.brandId))),
  ])
  return {
    attention: attention.map(presentArrival), aside: aside.map(presentArrival), alarms,
    undelivered: undelivered.map(({ id, kind, to, subject, conversationId, failedAt, cameBack, waiting, error, suppressed: because }) => ({ id, kind, to, subject, conversationId, failedAt: failedAt?.toISOString() ?? null, cameBack, waiting: waiting && { at: waiting.at, until: waiting.until.toISOString() }, error, suppressed: because })),
    suppressed: suppressed.map(({ since, ...row }) => ({ ...row, since: since.toISOString() })),
  }
}

const presentArrival = ({ id, to, from, name, subject, receivedAt, outcome, reason, parked, conversationId, seq }: Arrival) =>
  ({ id, to, from, name, subject, receivedAt: receivedAt.toISOString(), outcome, reason, parked, conversationId, seq })
