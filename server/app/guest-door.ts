import { createHmac } from 'node:crypto'
import type { GuestDoor } from '#web/pages'
import { reservationByNumber } from '#directory'
import {
  codeMailFor, enterAccount, linkIsLive, linkMailFor, signedLinkIsLive, signInByCode, signInByMailLink, signInByPin, signInBySignedLink, signOut, type NewSession,
} from '#identity'
import { Refusal } from '#kernel'
import type { App } from './app.ts'
import { mailCode, mailLinks } from './guest-mails.ts'
import { demoAllowed, dropSession, keepSession, networkOf, tokenOf, visitorContext, type Request } from './request.ts'

/** The key of links that the booking platform signs; without one of its own it comes from the installation's secret. */
export const guestLinkKey = (config: { guestLinkSecret: string | null }, secret: string): string =>
  config.guestLinkSecret ?? createHmac('sha256', secret).update('guest-link').digest('base64url')

/** The guests' ways in and out. */
export const guestDoor = (app: App): GuestDoor => {
  const ctx = visitorContext(app)
  const asked = (c: Request) => ({ network: networkOf(app, c), demoOpen: demoAllowed(app, c), secret: app.secret })
  const key = guestLinkKey(app.config, app.secret)
  return {
    signInByPin: async (c, typed) => enter(app, c, await signInByPin(ctx, { ...typed, ...asked(c) })),
    mailLink: async (c, typed) => {
      const mail = await linkMailFor(ctx, { typed, ...asked(c) })
      if (mail) await mailLinks(app, mail)
    },
    mailCode: async (c, email) => {
      const mail = await codeMailFor(ctx, { email, ...asked(c) })
      if (mail) await mailCode(app, mail)
    },
    signInByCode: async (c, typed) => enter(app, c, await signInByCode(ctx, { ...typed, ...asked(c) })),
    linkIsLive: (token) => (isSigned(token) ? signedLinkIsLive(ctx, { token, key }) : linkIsLive(ctx, token)),
    signInByLink: async (c, token) => {
      const { demoOpen } = asked(c)
      await enter(app, c, isSigned(token) ? await signInBySignedLink(ctx, { token, key, demoOpen }) : await signInByMailLink(ctx, { token, demoOpen }))
    },
    signInDemo: async (c, number) => {
      const guest = demoAllowed(app, c) && app.demoGuests.some((known) => known.number === number) ? (await reservationByNumber(ctx, number))?.guest : null
      if (!guest) throw new Refusal('not_found')
      await enter(app, c, await enterAccount(ctx, guest.id, true))
    },
    signOut: async (c) => {
      const token = tokenOf(app, c, 'guest')
      if (token) await signOut(ctx, token)
      dropSession(app, c, 'guest')
    },
  }
}

const isSigned = (token: string) => token.includes('.')

// As at the other doors, the session that the browser had ends with the new one.
const enter = async (app: App, c: Request, session: NewSession) => {
  const before = tokenOf(app, c, 'guest')
  if (before) await signOut(visitorContext(app), before)
  keepSession(app, c, session)
}
