import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { forgetBrand } from '#brand'
import { contentVersionOf } from '#platform'
import { createPageStore, encoded, encodingFor, unzipped, type Encoding, type KeptPage } from '#platform/http'
import { forgetSeasons } from '#seasons'
import { forgetTopics } from '#topics'
import type { App } from './app.ts'
import { demoAllowed, type Env, type Request } from './request.ts'

const mostBytes = 64 * 1024 * 1024

/**
 * Answers readers who are nobody in particular from memory, compressed, as long as nothing they are shown has changed: the
 * content's version is asked of the database for every page, so that no node shows what another has replaced. A page is kept
 * only if it says for how long (`shared`); whoever sends a cookie of ours gets a page of their own.
 */
export const cachePages = (app: App): MiddlewareHandler<Env> => {
  const store = createPageStore(mostBytes)
  const rendering = new Map<string, Promise<void>>()
  const currentVersion = contentVersionOf(app.db, app.brandId)
  const seen = { version: -1 }
  const renew = (version: number) => {
    if (version === seen.version) return
    seen.version = version
    store.clear()
    forgetBrand(app.brandId)
    forgetTopics(app.brandId)
    forgetSeasons(app.brandId)
  }
  return async (c, next) => {
    if (!isPage(c)) return next()
    if (!isNobodys(c)) {
      await next()
      if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-cache')
      return
    }
    const version = await currentVersion()
    renew(version)
    const asked = encodingFor(c.req.header('accept-encoding'))
    // Whoever reads nothing compressed is rare: kept plain, a page takes the room of four.
    const encoding = asked === 'identity' ? 'gzip' : asked
    const answered = (page: KeptPage) => (asked === 'identity' ? inPlain(c, page) : answer(c, page))
    const key = keyOf(app, c, encoding)
    await rendering.get(key)
    const kept = store.get(key, app.now().getTime())
    if (kept) return answered(kept)
    const made = next().then(async () => {
      const page = await pageOf(c, { encoding, at: app.now().getTime() })
      if (!page) return
      if (version === seen.version) store.set(key, page)
      const whole = await answered(page)
      // Set twice, an answer takes over the headers of the one before, and its own body becomes a stream.
      c.res = undefined
      c.res = whole
    })
    const done = made.catch(() => undefined).finally(() => rendering.delete(key))
    rendering.set(key, done)
    return made
  }
}

type Kept = Exclude<Encoding, 'identity'>

const isPage = (c: Request) => /^\/([a-z]{2}\/(partner|guest)(\/|$)|sitemap)/.test(c.req.path) && (c.req.method === 'GET' || c.req.method === 'HEAD')

// A question in the address makes a page of its own, and there is no end to them.
const isNobodys = (c: Request) =>
  !/hospes/.test(c.req.header('cookie') ?? '') && c.req.header('authorization') === undefined && !c.req.url.includes('?')

// Addresses in a page begin with what the request came to where none is set, and so does what the demo world shows.
const keyOf = (app: App, c: Request, encoding: Kept) => `${encoding} ${demoAllowed(app, c)} ${app.config.publicUrl === null ? c.req.url : c.req.path}`

const pageOf = async (c: Request, { encoding, at }: { encoding: Kept; at: number }): Promise<KeptPage | null> => {
  const shared = c.get('shared')
  if (shared === undefined || c.res.status !== 200) return null
  const plain = Buffer.from(shared.text)
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const body = await encoded(plain, encoding)
  const headers: [string, string][] = [
    ['content-type', c.res.headers.get('content-type') ?? 'text/html; charset=UTF-8'],
    ['etag', etag],
    ['cache-control', 'public, no-cache'],
    ['vary', 'Accept-Encoding, Cookie'],
    ['content-encoding', encoding],
  ]
  return { body, etag, headers, keptAt: at, keptUntil: at + shared.keepMs }
}

const answer = (c: Request, { body, etag, headers }: KeptPage): Response => {
  const isKnown = (c.req.header('if-none-match') ?? '').split(',').some((each) => each.trim() === etag)
  if (isKnown) return new Response(null, { status: 304, headers: headers.filter(([name]) => name !== 'content-encoding' && name !== 'content-type') as [string, string][] })
  return new Response(body, { headers: [...headers, ['content-length', String(body.byteLength)]] as [string, string][] })
}

const inPlain = async (c: Request, { body, headers, ...page }: KeptPage): Promise<Response> =>
  answer(c, { ...page, body: await unzipped(body), headers: headers.filter(([name]) => name !== 'content-encoding') })
