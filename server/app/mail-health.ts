import { outboxState, wayState } from '#email'
import type { Ctx } from '#identity'
import { mailboxStates, postboxState } from '#postbox'
import type { App } from './app.ts'
import { systemContext } from './listeners.ts'
import { mailAlarms } from './mail-alarms.ts'
import type { Request } from './request.ts'
import { unscannedFiles } from './scan-files.ts'

/** What of mail does not work: 503 while something does not, for a watcher that can only read a status. */
export const mailHealth = async (app: App, c: Request): Promise<Response> => {
  const alarms = await mailAlarms(app, systemContext(app))
  return c.json({ status: alarms.length === 0 ? 'ok' : 'trouble', alarms }, alarms.length === 0 ? 200 : 503, { 'cache-control': 'no-store' })
}

/** The same as figures. */
export const measureMail = async (app: App, ctx: Ctx): Promise<void> => {
  const { mail } = app.metrics
  const [alarms, outbox, way, postbox, boxes, files] = await Promise.all([mailAlarms(app, ctx), outboxState(ctx), wayState(ctx), postboxState(ctx), mailboxStates(ctx), unscannedFiles(ctx)])
  const ageOf = (since: Date | null) => (since === null ? 0 : Math.max(0, (ctx.now().getTime() - since.getTime()) / 1_000))
  mail.alarms.set(alarms.length)
  mail.oldestUnsent.set(ageOf(outbox.oldestUnsent))
  mail.undelivered.set(outbox.undelivered)
  mail.suppressed.set(outbox.suppressed)
  mail.smarthostUp.set(app.mail === null || way?.trouble ? 0 : 1)
  mail.waiting.set(postbox.waiting)
  mail.parked.set(postbox.parked)
  mail.unscanned.set(files.count)
  mail.mailboxUp.reset()
  for (const { name } of app.config.mail.mailboxes) {
    const state = boxes.find((box) => box.name === name)
    mail.mailboxUp.set({ mailbox: name }, state && state.trouble === null && state.readAt !== null ? 1 : 0)
  }
}
