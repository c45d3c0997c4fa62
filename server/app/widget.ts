import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WidgetPort } from '#web/pages'
import { present, type Brand } from '#brand'
import { hueOf } from '#email'
import { makeWidgetIdentity, signInToWidget, signOut } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { encoded, encodingFor, securityHeaders } from '#platform/http'
import { localesOffered, translator } from '#web/locales'
import type { App } from './app.ts'
import { guestLinkKey } from './guest-door.ts'
import { demoAllowed, keepSession, networkOf, secureCookies, tokenOf, visitorContext, type Request } from './request.ts'

/** Of one network: a page that is loaded over and over, and far below what guessing would need. */
const identities = { most: 120, windowMinutes: 15 }

export const widgetPort = (app: App, originOf: (c: Request) => string): WidgetPort => ({
  allowFrame: async (c) => {
    const { settings } = await present(visitorContext(app))
    const { 'content-security-policy': policy } = securityHeaders(secureCookies(app), { frameAncestors: ["'self'", ...settings.widget.origins], downloads: app.downloadUrl() })
    c.header('content-security-policy', policy)
    // A page that is shut off from others shows only frames that say they may be shown there.
    c.header('cross-origin-resource-policy', 'cross-origin')
    c.header('cross-origin-embedder-policy', 'require-corp')
    return [originOf(c), ...settings.widget.origins]
  },
  identify: async (c, token) => {
    const ctx = visitorContext(app)
    await countAttempt(ctx, { subject: `widget-identity:${networkOf(app, c)}`, ...identities })
    try {
      keepSession(app, c, await signInToWidget(ctx, { token, key: guestLinkKey(app.config, app.secret), demoOpen: demoAllowed(app, c) }))
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'wrong_password') return false
      throw error
    }
  },
  demoIdentity: (c, number) => {
    if (!demoAllowed(app, c)) throw new Refusal('not_found')
    return makeWidgetIdentity({ booking: number }, { now: app.now(), key: guestLinkKey(app.config, app.secret) })
  },
  forget: async (c) => {
    const token = c.req.header('authorization') ? tokenOf(app, c, 'guest') : undefined
    if (token) await signOut(visitorContext(app), token)
  },
})

/** The one script that an operator's page names: built, with the words, colours and place of the brand; asked for anew after five minutes. */
export const widgetScript = async (app: App, c: Request): Promise<Response> => {
  const asset = app.assets['widget.js']
  if (!asset) throw new Refusal('unavailable')
  const code = await readFile(join(app.distFolder, asset), 'utf8')
  const body = Buffer.from(`(()=>{const HOSPES=${JSON.stringify(lookOf(await present(visitorContext(app)))).replaceAll('<', '\\u003c')};${code}})()`)
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300', etag: tag, vary: 'Accept-Encoding', 'cross-origin-resource-policy': 'cross-origin' }
  if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
  const encoding = encodingFor(c.req.header('accept-encoding'))
  return new Response(await encoded(new Uint8Array(body), encoding, true), { headers: { ...headers, ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }) } })
}

/** What the script is told of the brand. */
const lookOf = ({ name, colours, settings: { widget } }: Brand) => ({
  place: widget.place,
  hues: { partner: hueOf('partner', colours), guest: hueOf('guest', colours) },
  texts: Object.fromEntries(localesOffered.map((locale) => {
    const { t } = translator(locale, 'UTC')
    return [locale, [widget.label?.[locale] ?? t('widget.label'), t('widget.title', { brand: name }), t('widget.close'), t('widget.unread', { count: '{n}' }), t('widget.page')]]
  })),
})
