import { addressOf, namingOf, postLetter } from '#email'
import type { Ctx } from '#identity'
import { translator } from '#web/locales'
import type { Letter } from '#selfservice'
import type { App } from './app.ts'
import { mailSettings } from './mail-settings.ts'

/** A letter with a property's words goes to the guest under a masked address: an answer to it reaches the property. */
export const postMasked = async (app: App, ctx: Ctx, { letter, reservationId, fileIds }: { letter: Letter; reservationId: string; fileIds: readonly string[] }): Promise<void> => {
  const settings = mailSettings(app)
  const { t } = translator(letter.locale, 'UTC')
  const masked = settings.answerable && settings.signed
    ? { replyTo: addressOf('property', reservationId, namingOf(settings, ctx.actor.brandId)), wording: { ...letter.wording, above: t('mail.above'), closing: [t('mail.relay.answer')] } }
    : {}
  await postLetter(ctx, { ...letter, door: 'guest', kind: 'relayed', fileIds, ...masked }, settings)
}

/** Where a letter about a guest's words is answered to: a masked address that reaches the guest; nothing where no mail comes in. */
export const maskedGuest = (app: App, reservationId: string): { kind?: 'relayed'; replyTo?: string } => {
  const settings = mailSettings(app)
  return settings.answerable && settings.signed ? { kind: 'relayed', replyTo: addressOf('guest', reservationId, namingOf(settings, app.brandId)) } : {}
}
