import type { PasswordPort, PasswordSide } from '#web/pages'
import { present } from '#brand'
import { postLetter, type Wording } from '#email'
import { resetIsLive, resetMailFor, resetPassword, visitorActor } from '#identity'
import { newId } from '#kernel'
import { translator, type Translator } from '#web/locales'
import type { App } from './app.ts'
import { mailSettings, type MailParts } from './mail-settings.ts'
import { demoAllowed, networkOf, visitorContext } from './request.ts'

/** The way back for who has forgotten the password. */
export const passwordPort = (app: App): PasswordPort => {
  const ctx = visitorContext(app)
  return {
    mailLink: async (c, side, email) => {
      const mail = await resetMailFor(ctx, { kind: side, email, network: networkOf(app, c), demoOpen: demoAllowed(app, c) })
      if (mail) await tell(app, { side, ...mail }, (tr, brand) => linkWording(tr, { brand, minutes: mail.minutes, href: linkTo(app, { side, ...mail }) }))
    },
    linkIsLive: (side, token) => resetIsLive(ctx, { kind: side, token }),
    choose: async (c, side, { token, next }) => {
      const done = await resetPassword(ctx, { kind: side, token, next, demoOpen: demoAllowed(app, c) })
      await tell(app, { side, ...done }, (tr, brand) => changedWording(tr, { brand, href: forgottenAt(app, side, tr.locale) }))
    },
  }
}

const linkTo = (app: App, { side, locale, token }: { side: PasswordSide; locale: string; token: string }) => {
  const { locale: spoken } = translator(locale, 'UTC')
  return side === 'agent' ? `${app.publicUrl()}/desk/new-password?locale=${spoken}&t=${token}` : `${app.publicUrl()}/${spoken}/partner/new-password?t=${token}`
}

const forgottenAt = (app: App, side: PasswordSide, locale: string) =>
  side === 'agent' ? `${app.publicUrl()}/desk/forgotten?locale=${locale}` : `${app.publicUrl()}/${locale}/partner/forgotten`

type Link = { brand: string; href: string }

const linkWording = (tr: Translator, { brand, href, minutes }: Link & { minutes: number }): Wording => ({
  subject: tr.t('reset.mail.subject', { brand }),
  heading: tr.t('reset.title'),
  opening: [tr.t('reset.mail.opening', { minutes })],
  details: [],
  closing: [tr.t('reset.mail.notYou')],
  button: { text: tr.t('reset.title'), href },
  footer: [tr.t('reset.mail.footer', { brand })],
})

const changedWording = (tr: Translator, { brand, href }: Link): Wording => ({
  subject: tr.t('reset.mail.changed'),
  heading: tr.t('reset.mail.changed'),
  opening: [tr.t('reset.mail.changedText', { brand })],
  details: [],
  closing: [tr.t('reset.mail.changedNotYou')],
  button: { text: tr.t('reset.link'), href },
  footer: [tr.t('reset.mail.footer', { brand })],
})

export type Reader = { side: PasswordSide; to: string; name: string; locale: string }

/** What a letter needs of the program; the command line has no more. */
export type Post = Pick<App, 'db' | 'brandId' | 'now' | 'log'> & MailParts

/** A letter about somebody's way in, to the address they sign in with. */
export const tell = async (app: Post, { side, to, name, locale }: Reader, wording: (tr: Translator, brand: string) => Wording) => {
  const ctx = { db: app.db, actor: visitorActor(app.brandId), now: app.now, log: app.log }
  const tr = translator(locale, 'UTC')
  const { name: brand } = await present(ctx)
  const letter = { ...wording(tr, brand), greeting: tr.t('mail.greeting', { name }) }
  const envelope = { to, locale, door: side === 'agent' ? 'staff' : 'partner', kind: 'code', dedupeKey: `password:${newId()}`, wording: letter } as const
  await postLetter(ctx, envelope, mailSettings(app))
}
