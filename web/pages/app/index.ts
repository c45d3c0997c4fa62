import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import { isLocale } from '#web/locales'
import { conversationRoutes } from '../extranet/inbox-routes.tsx'
import { letterRoutes } from '../extranet/letter-routes.tsx'
import { posted } from '../extranet/posted.ts'
import { signedIn, type SignedInPage } from '../extranet/signed-in.ts'
import { show, showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { visit as visitOf } from '../visit.ts'
import { LockedPage, LockSettingsPage, OfflinePage, SignedOutPage } from './alone.tsx'
import { appPath, appWay } from './frame.tsx'
import { manifestOf } from './manifest.ts'
import { GuestLettersPage, guestLetterPath, messagePath, MessagesPage, ReportSentPage } from './messages.tsx'
import { HelpPage, MorePage, NoticesPage, SettingsPage, SharePage } from './more.tsx'
import { signInCodeRoutes } from './code-routes.tsx'
import { notificationRoutes } from './notification-routes.tsx'
import { OutboxPage } from './outbox.tsx'
import { reportRoutes } from './report-routes.tsx'
import { sendRoutes } from './send-routes.ts'

const root = '/:locale{[a-z]{2}}/app'
/** So many conversations stand in the box and stay on the phone. */
const mostKept = 50

const upToMessages = (visit: Visit) => ({ name: visit.tr.t('app.tab.messages'), href: appPath(visit) })

/** The partners' app: the extranet's conversations and verbs in a frame for the hand, installable, at home without a line. */
export const appRoutes = (site: Site) =>
  new Hono()
    .get(root, signedIn(site, messages))
    .route('/', conversationRoutes(site, { at: `${root}/messages`, way: (visit) => appWay(visit, upToMessages(visit)), path: messagePath, sent: ReportSentPage }))
    .get(`${root}/guests`, signedIn(site, guestLetters))
    .route('/', letterRoutes(site, { at: `${root}/guests`, way: (visit) => appWay(visit, { name: visit.tr.t('extranet.reservationMessages'), href: guestLetterPath(visit) }), path: guestLetterPath }))
    .get(`${root}/outbox`, signedIn(site, ({ visit, c }) => showPrivately(c, OutboxPage({ visit }))))
    .get(`${root}/share`, signedIn(site, share))
    .get(`${root}/share/code.svg`, signedIn(site, shareCode))
    .get(`${root}/notices`, signedIn(site, async ({ visit, c }) => showPrivately(c, NoticesPage({ visit, notices: await noticesFor(visit) }))))
    .get(`${root}/more`, signedIn(site, ({ visit, c }) => showPrivately(c, MorePage({ visit }))))
    .get(`${root}/more/help`, signedIn(site, async ({ visit, c }) => showPrivately(c, HelpPage({ visit, notices: await noticesFor(visit) }))))
    .route('/', reportRoutes(site))
    .route('/', notificationRoutes(site))
    .route('/', signInCodeRoutes(site))
    .get(`${root}/more/settings`, signedIn(site, settings))
    .post(`${root}/more/settings`, signedIn(site, saveSettings))
    .get(`${root}/more/lock`, signedIn(site, ({ visit, c }) => showPrivately(c, LockSettingsPage({ visit }))))
    .route('/', sendRoutes(site))
    .route('/', shellRoutes(site))

/** What is the same for everybody: the phone fetches it ahead. */
const shellRoutes = (site: Site) =>
  new Hono()
    .get(`${root}/manifest.webmanifest`, async (c) => c.json(manifestOf(await shell(site, c)), 200, { 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' }))
    .get(`${root}/:icon{icon-(?:maskable-)?(?:192|512)\\.png}`, (c) => icon(site, c))
    .get(`${root}/offline`, async (c) => show(c, OfflinePage({ visit: await shell(site, c) })))
    .get(`${root}/locked`, async (c) => show(c, LockedPage({ visit: await shell(site, c) })))
    .get(`${root}/signed-out`, async (c) => show(c, SignedOutPage({ visit: await shell(site, c) })))
    .post(`${root}/sign-out`, async (c) => {
      await site.signOut(c, 'partner')
      if (c.req.header('hospes-wiped') !== undefined) c.header('clear-site-data', undefined)
      return c.redirect(appPath(await shell(site, c), 'signed-out'), 303)
    })

const shell = async (site: Site, c: Context): Promise<Visit> => {
  if (!isLocale(c.req.param('locale'))) throw new Refusal('not_found')
  return visitOf(site, c)
}

const icon = async (site: Site, c: Context) => {
  const [, maskable, size] = /^icon-(maskable-)?(\d+)\.png$/.exec(c.req.param('icon') ?? '') ?? []
  const bytes = await site.app.icon(Number(size), maskable ? 'maskable' : 'any')
  return c.body(Uint8Array.from(bytes), 200, { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' })
}

const messages: SignedInPage = async ({ visit, port, c }) => {
  const [{ rows }, platform, guests] = await Promise.all([port.inbox({ limit: mostKept }), visit.unread(), port.unreadLetters()])
  return showPrivately(c, MessagesPage({ visit, rows, unread: { platform, guests } }))
}

const guestLetters: SignedInPage = async ({ visit, port, c }) => {
  const [{ rows }, platform, guests] = await Promise.all([port.letterBox({}), visit.unread(), port.unreadLetters()])
  return showPrivately(c, GuestLettersPage({ visit, rows, unread: { platform, guests } }))
}

const noticesFor = (visit: Visit) => visit.site.visitor(visit.locale).notices('partner')

const languageAsked = (c: Context) => {
  const language = c.req.query('language')
  return isLocale(language) ? language : undefined
}

const share: SignedInPage = async ({ visit, port, c }) => showPrivately(c, SharePage({ visit, view: await port.share({ language: languageAsked(c) ?? visit.locale }) }))

const shareCode: SignedInPage = async ({ port, c }) => {
  const { bytes, mediaType } = await port.shareFile({ language: languageAsked(c), kind: 'svg' })
  return c.body(Uint8Array.from(bytes), 200, { 'content-type': mediaType, 'cache-control': 'private, max-age=86400' })
}

const settings: SignedInPage = async ({ visit, port, c }) => showPrivately(c, SettingsPage({ visit, mailCopies: await port.wantsMailCopies(), saved: c.req.query('saved') === '1' }))

const saveSettings: SignedInPage = async ({ visit, port, c }) => {
  const form = await posted(c)
  const wanted = form.text('locale')
  const locale = isLocale(wanted) ? wanted : visit.locale
  await port.saveProfile({ locale, mailCopies: form.text('mailCopies') === '1' })
  return c.redirect(`${appPath({ locale }, 'more', 'settings')}?saved=1`, 303)
}
