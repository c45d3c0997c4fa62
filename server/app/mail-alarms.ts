import type { MailAlarm } from '#contract/mail'
import type { Ctx } from '#identity'
import { postboxState } from '#postbox'
import type { App } from './app.ts'

const lateMs = 10 * 60_000

/** What of mail does not work now, for the desk to say. */
export const mailAlarms = async (app: App, ctx: Ctx): Promise<MailAlarm[]> => {
  const state = await postboxState(ctx)
  const late = state.oldest !== null && ctx.now().getTime() - state.oldest.getTime() > lateMs
  return [
    ...(app.listening.mailTrouble ? [{ part: 'listener' as const, name: 'SMTP_PORT', detail: app.listening.mailTrouble }] : []),
    ...(state.parked > 0 ? [{ part: 'postbox' as const, name: 'parked', detail: String(state.parked) }] : []),
    ...(late ? [{ part: 'postbox' as const, name: 'late', detail: String(state.waiting) }] : []),
  ]
}
