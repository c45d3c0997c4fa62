import type { PushPort } from '#web/pages'
import { sessionHash } from '#identity'
import { devicesOf, forgetDevice, keepDevice, keyInUse, keyPair, saveWishes, wishesOf } from '#push'
import type { App } from './app.ts'
import { pushServices } from './push.ts'
import { contextOf, sessionOf, tokenOf, type Request } from './request.ts'

/** The app's notifications for the partner user whose session it is; null when nobody is signed in, or nobody is notified here. */
export const pushPort = async (app: App, c: Request): Promise<PushPort | null> => {
  const [session, token] = [await sessionOf(app, c, 'partner'), tokenOf(app, c, 'partner')]
  if (app.push === null || session.state !== 'live' || session.actor.kind !== 'partner' || token === undefined) return null
  const ctx = contextOf(app, session.actor)
  const hash = sessionHash(token)
  return {
    key: () => keyInUse(ctx, app.secret),
    keep: async (subscribed, { locale, name }) => {
      if (await keyPair(ctx, app.secret, subscribed.key)) await keepDevice(ctx, subscribed, { here: { sessionHash: hash, locale, name }, services: pushServices(app.config) })
    },
    forget: (which) => forgetDevice(ctx, which),
    devices: () => devicesOf(ctx, hash),
    wishes: () => wishesOf(ctx, ctx.actor.id),
    save: (wishes) => saveWishes(ctx, wishes),
  }
}
