import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { Refusal } from '#kernel'
import { arrivalById, rawMail } from '#postbox'
import { translator } from '#web/locales'
import { createPictures, isSigned, picturesOf } from './mail-pictures.ts'
import { elsewhere } from './grants.ts'
import { contextOf, everyoneHere, type Env, type Request } from './request.ts'
import type { App } from './app.ts'

const root = '/desk/mails/:id{[0-9a-f-]{36}}'

/** A mail as it came: the file itself, its HTML in a frame of its own, and the pictures of that through us. */
export const mailPages = (app: App) => {
  const router = new Hono<Env>()
  const pictures = createPictures(app)
  router.get(`${root}/original`, (c) => original(app, c))
  router.get(`${root}/shown`, (c) => shown(app, c))
  router.get(`${root}/picture`, (c) => picture(app, pictures, c))
  return router
}

const idOf = (c: Request) => c.req.param('id') ?? ''

/** The agent who asks; where downloads have a host of their own, also the way there. */
const agentHere = async (app: App, c: Request) => {
  for await (const { actor, token } of everyoneHere(app, c, ['agent']))
    if (actor.kind === 'agent') return { ctx: contextOf(app, actor), away: elsewhere(app, c, token) }
  throw new Refusal('not_signed_in')
}

const original = async (app: App, c: Request) => {
  const { ctx, away } = await agentHere(app, c)
  if (away) return away
  const bytes = await rawMail(ctx, idOf(c))
  return new Response(Uint8Array.from(bytes), {
    headers: { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="mail-${idOf(c)}.eml"`, 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store' },
  })
}

// Nothing runs, nothing loads but what stands in the mail itself and, when asked for, pictures by way of us. A proved sender's links
// open a page of their own; nobody else's lead anywhere.
const framePolicy = (links: boolean, shownBy: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors ${shownBy}; base-uri 'none'; form-action 'none'; sandbox${links ? ' allow-popups allow-popups-to-escape-sandbox' : ''}`

const style = 'body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#1B2430;background:#FFF;overflow-wrap:anywhere}img,table{max-width:100%}img{height:auto}blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #C9CED6}summary{inline-size:fit-content;margin-block:8px;padding:2px 10px;border:1px solid #8A8577;border-radius:6px;color:#56606E;cursor:pointer}'

const shown = async (app: App, c: Request) => {
  const { ctx, away } = await agentHere(app, c)
  if (away) return away
  const id = idOf(c)
  const { proved: links } = await arrivalById(ctx, id)
  const bytes = await rawMail(ctx, id)
  const { locale, t } = translator(ctx.actor.locale, 'UTC')
  const showing = { links, quoted: t('mail.quoted') }
  const bare = await app.reader.show(bytes, { ...showing, pictures: null }).catch(() => null)
  if (!bare) throw new Refusal('unavailable')
  const body = c.req.query('pictures') === '1' && bare.pictures.length > 0 ? await app.reader.show(bytes, { ...showing, pictures: picturesOf(app, id, bare.pictures) }).catch(() => bare) : bare
  return c.html(html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><meta name="referrer" content="no-referrer"><title>${t('mail.frameTitle')}</title><style>${raw(style)}</style></head><body dir="auto">${raw(body.html)}</body></html>`, 200, {
    'content-security-policy': framePolicy(links, c.get('granted') ? new URL(app.publicUrl()).origin : "'self'"), 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store',
  })
}

const picture = async (app: App, pictures: ReturnType<typeof createPictures>, c: Request) => {
  if (app.downloadUrl() !== null && !c.get('granted')) throw new Refusal('not_found')
  const url = c.req.query('u') ?? ''
  if (!isSigned(app, idOf(c), { url, signed: c.req.query('s') ?? '' })) throw new Refusal('not_found')
  const drawn = await pictures.of(url)
  if (!drawn) throw new Refusal('not_found')
  return new Response(Uint8Array.from(drawn.bytes), {
    headers: { 'content-type': drawn.type, 'cross-origin-resource-policy': 'cross-origin', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600' },
  })
}
