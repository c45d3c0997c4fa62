import { present } from '#brand'
import { postLetter, type Wording } from '#email'
import type { CodeMail, LinkMail } from '#identity'
import { newId } from '#kernel'
import { translator, type Translator } from '#web/locales'
import type { App } from './app.ts'
import { mailSettings } from './mail-settings.ts'
import { visitorContext } from './request.ts'

type Texts = { tr: Translator; brand: string; app: App }

/** The links by which a guest gets in without a PIN, a button for the next stay and an address for each of the others. */
export const mailLinks = (app: App, { to, guest, links, minutes }: LinkMail): Promise<void> =>
  write(app, { to, locale: guest.language }, ({ tr, brand }) => {
    const [first, ...others] = links.map(({ reservation, token }) => ({ reservation, href: `${app.publicUrl()}/${tr.locale}/guest/link?t=${token}` }))
    const what = ({ propertyName, arrival }: LinkMail['links'][number]['reservation']) => tr.t('guest.mail.stay', { property: propertyName, date: tr.date(arrival) })
    return {
      subject: tr.t('guest.mail.link.subject', { brand }),
      heading: tr.t('guest.mail.link.heading'),
      greeting: tr.t('mail.greeting', { name: guest.name }),
      opening: [tr.t('guest.mail.link.opening', { minutes })],
      details: [
        ...(first ? [{ label: tr.t('guest.number'), value: first.reservation.confirmationNumber }, { label: tr.t('guest.mail.link.for'), value: what(first.reservation) }] : []),
        ...others.map(({ reservation, href }) => ({ label: `${what(reservation)} (${reservation.confirmationNumber})`, value: href })),
      ],
      closing: [tr.t('guest.mail.notYou')],
      button: { text: tr.t('guest.mail.link.button'), href: first?.href ?? '' },
      footer: [tr.t('guest.mail.footer', { brand })],
    }
  })

export const mailCode = (app: App, { to, guest, code, minutes }: CodeMail): Promise<void> =>
  write(app, { to, locale: guest.language }, ({ tr, brand }) => ({
    subject: tr.t('guest.mail.code.subject', { brand }),
    heading: tr.t('guest.mail.code.heading'),
    greeting: tr.t('mail.greeting', { name: guest.name }),
    opening: [tr.t('guest.mail.code.opening', { minutes })],
    details: [{ label: tr.t('guest.code'), value: code }],
    closing: [tr.t('guest.mail.code.never', { brand }), tr.t('guest.mail.notYou')],
    button: { text: tr.t('guest.mail.code.button'), href: `${app.publicUrl()}/${tr.locale}/guest/account` },
    footer: [tr.t('guest.mail.footer', { brand })],
  }))

const write = async (app: App, { to, locale }: { to: string; locale: string }, wording: (texts: Texts) => Wording) => {
  const ctx = visitorContext(app)
  const tr = translator(locale, 'UTC')
  const { name: brand } = await present(ctx)
  const settings = mailSettings(app)
  await postLetter(ctx, { to, locale, door: 'guest', kind: 'code', dedupeKey: `code:${newId()}`, wording: wording({ tr, brand, app }) }, settings)
}
