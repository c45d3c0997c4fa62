import { newId, Refusal } from '#kernel'
import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { messageIdOf } from './addresses.ts'
import { isAddress, namingOf, subjectLine, type Mail, type MailSettings } from './mail.ts'
import * as q from './queries.ts'

/**
 * Writes a mail into the outbox; it leaves when a transport takes it. The same dedupe key again writes nothing. Refuses with
 * `invalid` what is not one address.
 */
export const post = (ctx: Ctx, mail: Mail, settings: MailSettings): Promise<void> => postAll(ctx, [mail], settings)

/** The same for many, in one transaction. */
export const postAll = (ctx: Ctx, mails: Mail[], settings: MailSettings): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (mails.some((mail) => !isAddress(mail.to))) throw new Refusal('invalid', { field: 'to' })
    const mailIds = await q.insertOnce(tx.db, mails.map((mail) => rowOf(tx, mail, settings)))
    if (mailIds.length > 0) await record(tx, { name: 'mail.queued', payload: { mailIds } })
  })

const rowOf = (tx: Ctx, mail: Mail, settings: MailSettings): q.NewMail => {
  const id = newId()
  return {
    brand_id: tx.actor.brandId,
    id,
    conversation_id: mail.place?.conversationId ?? null,
    kind: mail.kind,
    dedupe_key: mail.dedupeKey,
    recipient: mail.to,
    // Half of a sign, as cutting a text leaves it, is no text to PostgreSQL.
    subject: subjectLine(mail.subject).toWellFormed(),
    body_text: mail.text.toWellFormed(),
    body_html: mail.html.toWellFormed(),
    message_id: messageIdOf('mail', id, namingOf(settings, tx.actor.brandId)),
    created_at: mail.place?.at ?? tx.now(),
    seq: mail.place?.seq ?? 0,
    null_sender: mail.nullSender ?? false,
    reply_to: mail.replyTo ?? null,
    file_ids: [...(mail.fileIds ?? [])],
  }
}
