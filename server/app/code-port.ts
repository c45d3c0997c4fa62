import type { CodePort } from '#web/pages'
import { present } from '#brand'
import type { Wording } from '#email'
import { beginCode, codeIsOn, finishSignIn, turnCodeOff, turnCodeOn, type Ctx, type NewSession, type SignedIn } from '#identity'
import type { Translator } from '#web/locales'
import type { App } from './app.ts'
import { tell, type Post, type Reader } from './password-port.ts'
import { agentContext, demoAllowed, partnerContext, visitorContext, type Request } from './request.ts'

type Begin = (c: Request, session: NewSession) => ReturnType<CodePort['finish']>
type Side = 'partner' | 'agent'
type News = 'on' | 'off' | 'recovery'

/** The second step of signing in; whatever changes of it, its owner is told by mail. */
export const codePort = (app: App, { side, begin }: { side: Side; begin: Begin }): CodePort => {
  const { secret } = app
  const own = (c: Request): Promise<Ctx<SignedIn>> => (side === 'agent' ? agentContext(app, c) : partnerContext(app, c))
  const say = ({ actor }: NewSession, news: News) => tellOfCode(app, { side, to: actor.email, name: actor.name, locale: actor.locale }, news)
  const changed = async (c: Request, session: NewSession, news: News) => {
    await begin(c, session)
    await say(session, news)
  }
  return {
    finish: async (c, ticket, code) => {
      const { by, ...session } = await finishSignIn(visitorContext(app), { ticket, code, secret, demoOpen: demoAllowed(app, c) })
      if (by === 'recovery') await say(session, 'recovery')
      return begin(c, session)
    },
    isOn: async (c) => {
      const ctx = await own(c)
      return codeIsOn(ctx, ctx.actor.id)
    },
    begin: async (c, password) => {
      const ctx = await own(c)
      const { name: issuer } = await present(ctx)
      const { uri, ...setup } = await beginCode(ctx, { password, issuer, secret })
      const { default: QRCode } = await import('qrcode')
      return { ...setup, picture: await QRCode.toDataURL(uri, { errorCorrectionLevel: 'M', margin: 2, width: 260 }) }
    },
    turnOn: async (c, code) => changed(c, await turnCodeOn(await own(c), { code, secret }), 'on'),
    turnOff: async (c, typed) => changed(c, await turnCodeOff(await own(c), { ...typed, secret }), 'off'),
  }
}

const placeOf = { partner: (locale: string) => `/${locale}/app/more/code`, agent: () => '/desk/sign-in-code' }

/** Tells somebody by mail what became of their sign-in code. */
export const tellOfCode = (app: Post, reader: Reader, news: News): Promise<void> =>
  tell(app, reader, (tr, brand) => wordingOf(tr, { brand, news, href: `${app.publicUrl()}${placeOf[reader.side](tr.locale)}` }))

const subjects = { on: 'code.mail.on', off: 'code.mail.off', recovery: 'code.mail.recovery' } as const
const openings = { on: 'code.mail.onText', off: 'code.mail.offText', recovery: 'code.mail.recoveryText' } as const

const wordingOf = (tr: Translator, { brand, news, href }: { brand: string; news: News; href: string }): Wording => ({
  subject: tr.t(subjects[news]),
  heading: tr.t(subjects[news]),
  opening: [tr.t(openings[news], { brand })],
  details: [],
  closing: [tr.t('code.mail.notYou')],
  button: { text: tr.t('code.title'), href },
  footer: [tr.t('reset.mail.footer', { brand })],
})
