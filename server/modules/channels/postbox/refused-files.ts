import type { Door } from '#contract/content'
import { postLetter, type MailSettings } from '#email'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { present } from '#brand'
import { translator } from '#web/locales'
import type { Sender } from './sender.ts'

type Told = { arrivalId: string; sender: Sender; locale: string; door: Door; conversation: { id: string; caseNumber: string }; maxMb: number }

/**
 * Tells who wrote that not all their files were kept, and which kinds are: only a proved address, once a day, with nothing in it that
 * they have written, not even a file's name.
 */
export const tellRefusedFiles = async (ctx: Ctx, { arrivalId, sender, locale, door, conversation, maxMb }: Told, settings: MailSettings): Promise<void> => {
  if (!sender.proved) return
  try {
    await countAttempt(ctx, { subject: `refused-files:${sender.address}`, most: 1, windowMinutes: 24 * 60 })
    await countAttempt(ctx, { subject: 'acknowledge-all', most: 1_000, windowMinutes: 60 })
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  const { t, locale: known } = translator(locale, 'UTC')
  const { name: brand } = await present(ctx)
  await postLetter(ctx, {
    to: sender.address, locale: known, door, kind: 'files-refused', dedupeKey: `files-refused:${arrivalId}`, nullSender: true, place: { conversationId: conversation.id, seq: 1, at: ctx.now() },
    wording: {
      subject: t('mail.filesRefused.subject', { caseNumber: conversation.caseNumber }), heading: t('mail.filesRefused.heading'), opening: [t('mail.filesRefused.opening'), t('mail.filesRefused.kinds', { mb: maxMb })],
      details: [{ label: t('mail.case-number'), value: conversation.caseNumber }], closing: [t('mail.filesRefused.again')],
      button: { text: t(`mail.handOver.${door}.button`), href: `${settings.publicUrl}/${known}/${door === 'guest' ? 'guest' : 'partner/help'}` },
      footer: [t('mail.footer.real', { brand })],
    },
  }, settings)
}
