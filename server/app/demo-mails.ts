import { addressOf, namingOf, newestMails, takeReport } from '#email'
import { storeMail } from '#postbox'
import type { Demo } from '../content/index.ts'
import type { Running } from './compose.ts'
import { systemContext } from './listeners.ts'
import { mailSettings } from './mail-settings.ts'

const most = 200

/** Mail of the demo world that needs somebody: as it would have come, when receipts and answers of a new one are written. */
export const receiveDemoMails = async ({ app, settle }: Running, { mails: { held, answers }, partners }: Demo): Promise<void> => {
  await settle()
  const ctx = systemContext(app)
  const addresses = new Map(partners.flatMap(({ users }) => users.map(({ key, email }) => [key, email])))
  const { rows } = await newestMails(ctx, { limit: most })
  const mailTo = (user: string, kind: string) => rows.find((row) => row.kind === kind && row.to === addresses.get(user))
  const conversationId = mailTo(held.under, 'receipt')?.conversationId
  if (conversationId) {
    const recipient = addressOf('reply', conversationId, namingOf(mailSettings(app), app.brandId))
    await storeMail(ctx, { recipients: [recipient], origin: { sender: held.sender, remote: '192.0.2.66', helo: 'mail', trusted: false }, raw: rawOf(held, { to: recipient, at: app.now() }) }, { source: 'smtp' })
  }
  for (const { to, ...report } of answers) {
    const mail = mailTo(to, 'answer')
    if (mail) await takeReport(ctx, mail.id, { mailId: mail.id, report: { ...report, recipients: [mail.to] } })
  }
  await settle()
}

const rawOf = ({ from, subject, html }: Demo['mails']['held'], { to, at }: { to: string; at: Date }) =>
  Buffer.from([
    `From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: ${at.toUTCString().replace('GMT', '+0000')}`, 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', ...html.split('\n'), '',
  ].join('\r\n'))
