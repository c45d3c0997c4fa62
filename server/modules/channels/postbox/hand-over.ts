import { present } from '#brand'
import { postLetter, type MailSettings } from '#email'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { translator } from '#web/locales'
import type { OpenedByMail } from './opening.ts'
import type { Sender } from './sender.ts'

/**
 * Somebody wrote to the other door's address: they are told, kindly, that their words already stand at the right one. Only to a
 * proved address, once a day, with nothing of what they wrote in it.
 */
export const writeHandOver = async (ctx: Ctx, { opened, sender }: { opened: OpenedByMail; sender: Sender }, settings: MailSettings): Promise<void> => {
  if (!sender.proved) return
  try {
    await countAttempt(ctx, { subject: `acknowledge:${sender.address}`, most: 1, windowMinutes: 24 * 60 })
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  const tr = translator(opened.locale, 'UTC')
  const { name: brand } = await present(ctx)
  const { door } = opened
  const t = (part: string) => tr.t(`mail.handOver.${door}.${part}` as 'mail.handOver.guest.opening', { brand })
  await postLetter(ctx, {
    to: sender.address, locale: tr.locale, door, kind: 'hand-over', dedupeKey: `hand-over:${opened.id}`,
    place: { conversationId: opened.id, seq: 1, at: ctx.now() }, nullSender: true,
    wording: {
      subject: tr.t('mail.handOver.subject', { caseNumber: opened.caseNumber }), heading: tr.t('mail.handOver.heading'), opening: [t('opening'), tr.t('mail.handOver.again')],
      details: [{ label: tr.t('mail.case-number'), value: opened.caseNumber }, { label: tr.t('mail.handOver.next'), value: settings.doors[door] }],
      closing: [tr.t('mail.handOver.answer')],
      button: { text: t('button'), href: `${settings.publicUrl}/${tr.locale}/${door === 'guest' ? 'guest' : 'partner/help'}` },
      footer: [tr.t('mail.footer.real', { brand })],
    },
  }, settings)
}
