import { join } from 'node:path'
import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isLoopback, limitBody, sameOriginOnly, securityHeaders, staticFile, telephoneHeaders } from '#platform/http'
import { isDatabaseDown } from '#platform/postgres'
import { notFound, pages, showProblem, type Site } from '#web/pages'
import { mountOperations, openApiOf } from './api.ts'
import type { App } from './app.ts'
import { articleOperations } from './article-api.ts'
import { caseworkOperations } from './casework-api.ts'
import { chatOperations } from './chat-api.ts'
import { caseworkMoreOperations } from './casework-more-api.ts'
import { macroOperations } from './macro-api.ts'
import { attachAtDesk } from './desk-files.ts'
import { createDownloads, openFile } from './downloads.ts'
import { deskSearchOperations } from './desk-search-api.ts'
import { deskOperations } from './desk-api.ts'
import { apiError, isUnreadable } from './errors.ts'
import { conversationEvents, feedEvents } from './events.ts'
import { languageOf, nearly, rememberLanguage } from './language.ts'
import { health, isOperator, metrics, readiness } from './health.ts'
import { mailHealth } from './mail-health.ts'
import { nearOperations } from './near.ts'
import { publicOperations } from './public-api.ts'
import { auditOperations, readingsCsv } from './audit-api.ts'
import { authorOperations } from './author-api.ts'
import { authorListOperations } from './author-lists-api.ts'
import { leadOperations } from './lead-api.ts'
import { queueOperations } from './queue-api.ts'
import { mailOperations } from './mail-api.ts'
import { mailPages } from './mail-pages.ts'
import { cachePages } from './page-cache.ts'
import { ownOrigins, secureCookies, sessionOf, type Env, type Request } from './request.ts'
import { promiseOperations } from './promise-api.ts'
import { historyCsv, reportOperations } from './report-api.ts'
import { createSite } from './site.ts'
import { deskPage } from './desk-page.ts'
import { threadOperations } from './thread-api.ts'
import { phoneOperations } from './phone-api.ts'
import { widgetScript } from './widget.ts'
import { voiceRoutes } from './voice-edge.ts'

/** Every operation of the REST API; the matrix of who may do what is tested from this list. */
export const operations = [...publicOperations, ...articleOperations, ...authorOperations, ...authorListOperations, ...deskOperations, ...caseworkOperations, ...caseworkMoreOperations, ...macroOperations, ...deskSearchOperations, ...leadOperations, ...nearOperations, ...queueOperations, ...phoneOperations, ...mailOperations, ...reportOperations, ...promiseOperations, ...chatOperations, ...auditOperations, ...threadOperations]

const maxRequestBytes = 64 * 1024 * 1024

/** All addresses of the program. */
export const mount = (app: App) => {
  const site = createSite(app)
  const downloads = createDownloads(app)
  const state: { headers?: [string, string][] } = {}
  const router = new Hono<Env>()
  router.use(async (c, next) => {
    const end = app.metrics.requests.startTimer({ method: c.req.method })
    await next()
    // Not before it is known which port was given.
    state.headers ??= Object.entries(securityHeaders(secureCookies(app), { downloads: app.downloadUrl() }))
    for (const [name, value] of state.headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    end({ route: routeOf(c), status: `${Math.floor(c.res.status / 100)}xx` })
  })
  if (downloads) router.use((c, next) => (downloads.isFor(c) ? downloads.answer(c) : next()))
  router.use(sameOriginOnly(() => ownOrigins(app)))
  router.use(limitBody(maxRequestBytes, () => new Refusal('too_large')))
  router.use(rememberLanguage(app))
  router.use(cachePages(app))
  router.get('/', (c) => front(app, site, c))
  router.get('/healthz', (c) => health(app, c))
  router.get('/readyz', (c) => readiness(app, c))
  router.get('/healthz/mail', async (c) => (isOperator(app, c, isLoopback(c.env.incoming.socket.remoteAddress)) ? mailHealth(app, c) : c.json({ error: 'not_allowed' }, 403)))
  router.get('/metrics', (c) => metrics(app, c, isLoopback(c.env.incoming.socket.remoteAddress)))
  router.get('/assets/*', (c) => asset(app, c))
  router.get('/widget.js', (c) => widgetScript(app, c))
  router.get('/app-worker.js', (c) => worker(app, c))
  router.get('/files/:id', (c) => openFile(app, c))
  router.get('/api/v1/openapi.json', (c) => c.json(openApiOf('Hospes', operations)))
  router.get('/api/v1/events', (c) => feedEvents(app, c))
  router.get('/api/v1/conversations/:id{[0-9a-f-]{36}}/events', (c) => conversationEvents(app, c, c.req.param('id')))
  router.post('/api/v1/desk/files', (c) => attachAtDesk(app, c))
  router.get('/api/v1/desk/reports/history.csv', (c) => historyCsv(app, c))
  router.get('/api/v1/desk/readings.csv', (c) => readingsCsv(app, c))
  router.route('/', mountOperations(app, operations))
  router.route('/', voiceRoutes(app))
  router.get('/desk/assets/*', (c) => asset(app, c))
  router.route('/', pages(site))
  router.route('/', mailPages(app))
  router.get('/desk', (c) => desk(app, c))
  router.get('/desk/*', (c) => desk(app, c))
  router.notFound(async (c) => {
    if (isApi(c)) return apiError(app, c, new Refusal('not_found'))
    const meant = await nearly(app, site, c)
    return meant ? c.redirect(meant, 302) : notFound(site, c)
  })
  router.onError((error, c) => (isApi(c) ? apiError(app, c, error) : pageError({ app, site, c }, error)))
  return router
}

const front = async (app: App, site: Site, c: Request) => {
  if (site.demoAllowed(c)) return c.redirect('/demo', 302)
  if (await site.needsAdmin()) return c.redirect('/setup', 302)
  return c.redirect(`/${await languageOf(app, site, c)}/partner/help`, 302)
}

const isApi = (c: Request) => c.req.path.startsWith('/api/')
const routeOf = (c: Request) => (isApi(c) ? 'api' : c.req.path.startsWith('/assets') || c.req.path.startsWith('/desk') ? 'desk' : 'page')

const asset = async (app: App, c: Request) => {
  const { path } = c.req
  const folder = path.startsWith('/desk/') ? join(app.distFolder, 'desk') : app.distFolder
  const file = await staticFile(folder, path.replace(/^\/desk/, ''), c.req.header('accept-encoding'))
  if (!file) throw new Refusal('not_found')
  return file
}

// A worker keeps its address for good; browsers ask whether it has changed.
const worker = async (app: App, c: Request) => {
  const file = await staticFile(app.distFolder, app.assets['app-worker.js'] ?? '/assets/none', c.req.header('accept-encoding'))
  if (!file) throw new Refusal('not_found')
  file.headers.set('cache-control', 'no-cache')
  return file
}

// The desk is one page; who is not signed in is sent to sign in, and back to the same address.
const desk = async (app: App, c: Request) => {
  const session = await sessionOf(app, c, 'agent')
  if (session.state !== 'live' || session.actor.kind !== 'agent') return c.redirect(`/desk/sign-in?${new URLSearchParams({ next: c.req.path })}`, 302)
  const page = await deskPage(app, c, session.actor)
  const sip = app.config.voice?.sip
  if (sip) for (const [name, value] of Object.entries(telephoneHeaders(sip.url, { downloads: app.downloadUrl() }))) page.headers.set(name, value)
  return page
}

const pageStatus = { invalid: 400, wrong_origin: 403, not_allowed: 403, too_large: 413, too_many: 429, thread_changed: 409, already_used: 409, already_closed: 409, not_on_duty: 409, offer_ended: 409, taken_by_another: 409, unavailable: 503 } as const

const pageError = async ({ app, site, c }: { app: App; site: Site; c: Request }, error: unknown) => {
  if (error instanceof Refusal) {
    if (error.code === 'not_found') return notFound(site, c)
    if (error.code === 'not_signed_in' || error.code === 'wrong_password' || error.code === 'code_needed' || error.code === 'wrong_code') return c.redirect('/', 303)
    if (error.code !== 'type_not_accepted') return showProblem(site, c, { status: pageStatus[error.code], minutes: Number(error.detail.minutes ?? 1) })
  }
  if (isDatabaseDown(error)) return showProblem(site, c, { status: 503 })
  if (isUnreadable(error)) return showProblem(site, c, { status: 400 })
  app.metrics.errors.inc()
  app.log.error({ err: error, path: c.req.path }, 'unexpected error')
  return showProblem(site, c, { status: 500 })
}
