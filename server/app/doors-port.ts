import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { DoorsPort } from '#web/pages'
import { countWrongDoor, forgetHandOver, handedOver, handOver, recognise, recogniseByForm } from '#doors'
import type { App } from './app.ts'
import { secureCookies, visitorContext, type Request } from './request.ts'

/** The pages' way to the doors. The key to what was typed lives in a cookie of its own, gone when the text has arrived. */
export const doorsPort = (app: App): DoorsPort => {
  const ctx = visitorContext(app)
  const secure = secureCookies(app)
  const name = secure ? '__Host-hospes-carried' : 'hospes-carried'
  const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const
  const keyOf = (c: Request) => getCookie(c, name)?.slice(0, 100)
  return {
    recognise: recogniseByForm,
    count: async (door, source, { by, ...given }) => {
      const found = by ? { door: null, by } : await recognise(ctx, given)
      if (found && found.door !== door) await countWrongDoor(ctx, { door, source, by: found.by })
    },
    handOver: async (c, request) => {
      const { key, minutes } = await handOver(ctx, request)
      setCookie(c, name, key, { ...options, maxAge: minutes * 60 })
    },
    carried: async (c, door) => {
      const key = keyOf(c)
      return key ? handedOver(ctx, key, door) : null
    },
    forget: async (c) => {
      const key = keyOf(c)
      if (!key) return
      await forgetHandOver(ctx, key)
      deleteCookie(c, name, options)
    },
  }
}
