import { Hono } from 'hono'
import { fileBytes } from '#contact'
import { attachedFile } from '#conversations'
import { letterFile } from '#correspondence'
import { Refusal } from '#kernel'
import { isDatabaseDown } from '#platform/postgres'
import type { App } from './app.ts'
import { elsewhere, grant } from './grants.ts'
import { mailPages } from './mail-pages.ts'
import { contextOf, everyoneHere, type Env, type Request } from './request.ts'

const shut = "default-src 'none'; sandbox"

/** The host of downloads, which has no session, sets no cookie and shows nothing else; null where there is none. */
export const createDownloads = (app: App) => {
  const { downloadUrl } = app.config
  if (downloadUrl === null) return null
  const { hostname } = new URL(downloadUrl)
  const router = new Hono<Env>()
  router.use(async (c, next) => {
    c.set('granted', { state: 'none' })
    await next()
    if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', shut)
    c.res.headers.set('referrer-policy', 'no-referrer')
    c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
    // Our own pages fetch what they draw themselves: texts and documents.
    c.res.headers.set('access-control-allow-origin', new URL(app.publicUrl()).origin)
    c.res.headers.set('access-control-expose-headers', 'accept-ranges, content-length, content-range')
  })
  router.use('/:grant{\\d{1,12}\\.[\\w-]{43}\\.[\\w-]{43}}/*', async (c, next) => {
    await grant(app, c)
    await next()
  })
  router.get('/:grant/files/:id', (c) => openFile(app, c))
  router.route('/:grant', mailPages(app))
  // Pictures of a mail carry a signature of their own.
  router.route('/', mailPages(app))
  router.notFound((c) => c.text('There is nothing here.', 404))
  router.onError((error, c) => {
    if (error instanceof Refusal) return c.text('There is nothing here.', 404)
    if (isDatabaseDown(error)) return c.text('Try again in a moment.', 503)
    app.metrics.errors.inc()
    app.log.error({ err: error }, 'unexpected error')
    return c.text('Something went wrong.', 500)
  })
  return {
    isFor: (c: Request) => new URL(c.req.url).hostname === hostname,
    answer: async (c: Request) => router.fetch(c.req.raw, c.env),
  }
}

/** A file of a conversation, or of what guest and property have written, for those who may read it; downloaded, never opened as a page. */
export const openFile = async (app: App, c: Request): Promise<Response> => {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('not_found')
  for await (const { actor, token } of everyoneHere(app, c)) {
    const ctx = contextOf(app, actor)
    const file = await attachedFile(ctx, id).catch(() => letterFile(ctx, id)).catch(() => null)
    const away = file && elsewhere(app, c, token)
    if (away) return away
    const bytes = file && (await fileBytes(ctx, app.files, id))
    if (file && bytes) return answerWith(c, { ...file, bytes })
  }
  throw new Refusal('not_found')
}

const answerWith = (c: Request, { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array }): Response => {
  const part = partOf(c.req.header('range'), bytes.byteLength)
  const body = part ? bytes.subarray(part.from, part.to + 1) : bytes
  return new Response(Uint8Array.from(body), {
    status: part ? 206 : 200,
    headers: {
      'content-type': mediaType,
      'content-length': String(body.byteLength),
      'accept-ranges': 'bytes',
      ...(part ? { 'content-range': `bytes ${part.from}-${part.to}/${bytes.byteLength}` } : {}),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': shut,
      'cache-control': 'private, no-store',
    },
  })
}

/** The one part of a file that is asked for, as players of sound and pictures do; anything else gets the whole. */
const partOf = (range: string | undefined, size: number): { from: number; to: number } | null => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from <= to ? { from, to } : null
}

