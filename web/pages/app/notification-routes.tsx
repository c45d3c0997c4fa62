import { Hono, type Context } from 'hono'
import { pushKinds, PushSubscribed, type PushKey } from '#contract/push'
import { Refusal, refusalStatus } from '#kernel'
import { posted, type Posted } from '../extranet/posted.ts'
import { signedIn, type SignedInPage } from '../extranet/signed-in.ts'
import { showPrivately } from '../help/answer.ts'
import type { PushPort, PushWishes } from '../push-port.ts'
import type { Site } from '../site.ts'
import { localeOf } from '../visit.ts'
import { appPath } from './frame.tsx'
import { minutesOf, NotificationsPage } from './notifications.tsx'

const root = '/:locale{[a-z]{2}}/app/more/notifications'

/** What one is notified of, for people; and for their browsers, the way to be notified. */
export const notificationRoutes = (site: Site) =>
  new Hono()
    .get(root, signedIn(site, page))
    .post(root, signedIn(site, save))
    .post(`${root}/remove`, signedIn(site, remove))
    .get(`${root}/key`, (c) => byBrowser(site, c, async (port) => c.json({ key: await port.key() } satisfies PushKey)))
    .post(`${root}/device`, (c) => byBrowser(site, c, (port) => keep(site, c, port)))
    .post(`${root}/device/off`, (c) => byBrowser(site, c, async (port) => {
      await port.forget({ endpoint: (await posted(c)).text('endpoint') })
      return c.body(null, 204)
    }))

const portOf = async (site: Site, c: Context): Promise<PushPort> => {
  const port = await site.push(c)
  if (!port) throw new Refusal('not_found')
  return port
}

const page: SignedInPage = async ({ visit, c }) => {
  const port = await portOf(visit.site, c)
  const [wishes, devices] = await Promise.all([port.wishes(), port.devices()])
  return showPrivately(c, NotificationsPage({ visit, wishes, devices, saved: c.req.query('saved') === '1' }))
}

const save: SignedInPage = async ({ visit, c }) => {
  const port = await portOf(visit.site, c)
  const form = await posted(c)
  const [from, until] = [minutesOf(form.text('from')), minutesOf(form.text('until'))]
  const kinds = pushKinds.filter((kind) => form.text(`kind-${kind}`) === '1')
  if (form.text('quiet') === '1' && (from === null || until === null || from === until))
    return showPrivately(c, NotificationsPage({ visit, wishes: { kinds, quiet: asTyped(form) }, devices: await port.devices(), wrong: true }), 422)
  await port.save({ kinds, quiet: form.text('quiet') === '1' && from !== null && until !== null ? { from, until } : null })
  return c.redirect(`${appPath(visit, 'more', 'notifications')}?saved=1`, 303)
}

const asTyped = (form: Posted): PushWishes['quiet'] => ({ from: minutesOf(form.text('from')) ?? 0, until: minutesOf(form.text('until')) ?? 0 })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const remove: SignedInPage = async ({ visit, c }) => {
  const id = (await posted(c)).text('id')
  if (uuid.test(id)) await (await portOf(visit.site, c)).forget({ id })
  return c.redirect(appPath(visit, 'more', 'notifications'), 303)
}

/** The app's script and its worker ask here; they read an answer, not a page. */
const byBrowser = async (site: Site, c: Context, run: (port: PushPort) => Promise<Response>): Promise<Response> => {
  c.header('cache-control', 'no-store')
  const port = await site.push(c)
  if (!port) return c.json({ error: 'not_signed_in' }, 401)
  try {
    return await run(port)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.json({ error: error.code }, refusalStatus[error.code])
  }
}

const keep = async (site: Site, c: Context, port: PushPort) => {
  const form = await posted(c)
  const subscribed = PushSubscribed.safeParse(Object.fromEntries(['endpoint', 'p256dh', 'auth', 'key'].map((name) => [name, form.text(name)])))
  if (!subscribed.success) throw new Refusal('invalid', { field: subscribed.error.issues[0]?.path.join('.') ?? '' })
  const { browser, system } = site.app.device(c.req.header('user-agent') ?? '')
  // Of versions only the first number says something to a person.
  const name = [browser, system].filter(Boolean).join(', ').replace(/(\d+)(?:\.\d+)+/g, '$1').slice(0, 100)
  await port.keep(subscribed.data, { locale: localeOf(c), name })
  return c.json({ key: await port.key() } satisfies PushKey)
}
