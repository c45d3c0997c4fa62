import type { MailAlarm } from '#contract/mail'
import type { Ctx } from '#identity'
import { mailboxStates, postboxState } from '#postbox'
import type { App } from './app.ts'

const lateMs = 10 * 60_000

/** What of mail does not work now, in words an operator acts on; the desk, health, metrics and `hospes doctor mail` say the same. */
export const mailAlarms = async (app: App, ctx: Ctx): Promise<MailAlarm[]> => {
  const [state, mailboxes] = await Promise.all([postboxState(ctx), mailboxStates(ctx)])
  const late = state.oldest !== null && ctx.now().getTime() - state.oldest.getTime() > lateMs
  return [
    ...(app.listening.mailTrouble ? [{ part: 'listener' as const, name: 'SMTP_PORT', detail: app.listening.mailTrouble }] : []),
    ...mailboxes.flatMap(({ key, trouble }) => (trouble ? [{ part: 'mailbox' as const, name: key, detail: trouble }] : [])),
    ...(state.parked > 0 ? [{ part: 'postbox' as const, name: 'parked', detail: String(state.parked) }] : []),
    ...(late ? [{ part: 'postbox' as const, name: 'late', detail: String(state.waiting) }] : []),
  ]
}
