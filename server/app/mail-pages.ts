import { createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { Refusal } from '#kernel'
import { fetchOutside } from '#platform/http'
import { arrivalById, rawMail } from '#postbox'
import { agentContext, type Env, type Request } from './request.ts'
import type { App } from './app.ts'

const root = '/desk/mails/:id{[0-9a-f-]{36}}'
const pictureMinutes = 60

/** A mail as it came: the file itself, its HTML in a frame of its own, and the pictures of that through us. */
export const mailPages = (app: App) => {
  const router = new Hono<Env>()
  router.get(`${root}/original`, (c) => original(app, c))
  router.get(`${root}/shown`, (c) => shown(app, c))
  router.get(`${root}/picture`, (c) => picture(app, c))
  return router
}

const idOf = (c: Request) => c.req.param('id') ?? ''

const original = async (app: App, c: Request) => {
  const bytes = await rawMail(await agentContext(app, c), idOf(c))
  return new Response(Uint8Array.from(bytes), {
    headers: { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="mail-${idOf(c)}.eml"`, 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store' },
  })
}

// Nothing runs, nothing loads but what stands in the mail itself and, when asked for, pictures by way of us; links open a page of their own.
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"

const shown = async (app: App, c: Request) => {
  const ctx = await agentContext(app, c)
  const id = idOf(c)
  await arrivalById(ctx, id)
  const bytes = await rawMail(ctx, id)
  const unsafe = await app.reader.show(bytes, { pictures: null }).catch(() => null)
  if (!unsafe) throw new Refusal('unavailable')
  const body = c.req.query('pictures') === '1' && unsafe.pictures.length > 0 ? await app.reader.show(bytes, { pictures: picturesOf(app, id, unsafe.pictures) }).catch(() => unsafe) : unsafe
  return c.html(html`<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#1B2430;background:#FFF;overflow-wrap:anywhere}img,table{max-width:100%}img{height:auto}blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #C9CED6}</style></head><body dir="auto">${raw(body.html)}</body></html>`, 200, {
    'content-security-policy': framePolicy, 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store',
  })
}

// The frame has no origin and so no cookie: what it may load is signed, for an hour, by whoever was shown the mail.
const picturesOf = (app: App, id: string, pictures: readonly string[]) => {
  const until = Math.floor(app.now().getTime() / 60_000) + pictureMinutes
  return { base: `/desk/mails/${id}/picture`, signed: Object.fromEntries(pictures.map((url) => [url, `${until}.${signature(app, { id, url, until })}`])) }
}

const signature = ({ secret }: App, { id, url, until }: { id: string; url: string; until: number }) =>
  createHmac('sha256', secret).update(`mail picture:${id}:${until}:${url}`).digest('base64url')

const isSigned = (app: App, id: string, { url, signed }: { url: string; signed: string }) => {
  const [until = '', given = ''] = signed.split('.')
  const wanted = signature(app, { id, url, until: Number(until) })
  return /^\d{1,12}$/.test(until) && Number(until) * 60_000 > app.now().getTime() && given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
}

const largest = 5 * 1024 * 1024

const picture = async (app: App, c: Request) => {
  const url = c.req.query('u') ?? ''
  if (!isSigned(app, idOf(c), { url, signed: c.req.query('s') ?? '' })) throw new Refusal('not_found')
  const found = await fetchOutside(url, { maxBytes: largest, timeoutMs: 10_000, types: /^image\/(png|jpeg|gif|webp)$/ })
  const drawn = found && (await app.reader.redraw(found.bytes, found.type).catch(() => null))
  if (!drawn) throw new Refusal('not_found')
  return new Response(Uint8Array.from(drawn.bytes), {
    headers: { 'content-type': drawn.type, 'cross-origin-resource-policy': 'cross-origin', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600' },
  })
}
