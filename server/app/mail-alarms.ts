import { statfs } from 'node:fs/promises'
import type { MailAlarm } from '#contract/mail'
import { outboxState, wayState } from '#email'
import type { Ctx } from '#identity'
import { mailboxStates, postboxState } from '#postbox'
import type { App } from './app.ts'
import { unscannedFiles } from './scan-files.ts'

const minute = 60_000
const lateMs = 10 * minute
const leastFree = 1024 ** 3

/** What is asked of the running program: nothing is known of its listener when a command asks beside it. */
export type Asked = Pick<App, 'config'> & { listening?: App['listening'] }

/** What of mail does not work now and somebody has to mend, by what the database knows: cheap, for the desk, health and metrics. */
export const mailAlarms = async ({ config, listening }: Asked, ctx: Ctx): Promise<MailAlarm[]> => {
  const [postbox, outbox, way, boxes, files, disk] = await Promise.all([postboxState(ctx), outboxState(ctx), wayState(ctx), mailboxStates(ctx), unscannedFiles(ctx), freeBytes(config.dataDir)])
  const isLate = (since: Date | null, patience = lateMs) => since !== null && ctx.now().getTime() - since.getTime() > patience
  const alarm = (part: MailAlarm['part'], name: string, rest: { trouble?: string; detail?: string } = {}): MailAlarm => ({ part, name, trouble: '', detail: '', ...rest })
  const named = new Set(config.mail.mailboxes.map(({ name }) => name))
  return [
    ...(listening?.mailTrouble ? [alarm('listener', 'SMTP_PORT', { detail: listening.mailTrouble })] : []),
    ...(config.smtpUrl && way?.trouble && (way.trouble === 'credential' || isLate(way.failingSince)) ? [alarm('smarthost', way.trouble, { detail: way.detail })] : []),
    ...(config.smtpUrl && !way?.trouble && isLate(outbox.oldestUnsent, 30 * minute) ? [alarm('outbox', 'late', { detail: String(outbox.unsent) })] : []),
    ...boxes.flatMap(({ name, trouble, detail, failingSince }) =>
      named.has(name) && trouble && (trouble !== 'connection' || isLate(failingSince)) ? [alarm('mailbox', name, { trouble, detail })] : []),
    ...(postbox.parked > 0 ? [alarm('postbox', 'parked', { detail: String(postbox.parked) })] : []),
    ...(isLate(postbox.oldest) ? [alarm('postbox', 'late', { detail: String(postbox.waiting) })] : []),
    ...(config.mail.clamd && isLate(files.oldest, 2 * minute) ? [alarm('scanner', 'away', { detail: String(files.count) })] : []),
    ...(disk !== null && disk < leastFree ? [alarm('disk', 'full', { detail: String(Math.floor(disk / 1024 ** 2)) })] : []),
  ]
}

export const freeBytes = async (folder: string): Promise<number | null> => {
  const found = await statfs(folder).catch(() => null)
  return found && found.bavail * found.bsize
}
