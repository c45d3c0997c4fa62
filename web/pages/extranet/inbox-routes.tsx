import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import type { InboxFilter, PartnerPort } from '../ports.ts'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { ConversationPage, type ConversationProps } from './conversation.tsx'
import { carriedFields } from './carry.ts'
import { explain, wasSentBefore } from './explain.ts'
import { partnerWay, platformPath } from './frame.tsx'
import { InboxPage, PlatformBoxPage } from './inbox.tsx'
import { letterRoutes } from './letter-routes.tsx'
import { draftText, idOr, posted, ratingIn } from './posted.ts'
import { SentPage } from './sent.tsx'
import { signedIn, type Keep, type SignedInPage } from './signed-in.ts'

const newId = () => crypto.randomUUID()
const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'
const shownFirst = 3

export const inboxRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/inbox'
  const conversation = `${at}/platform/:id{${uuid}}`
  return new Hono()
    .get(at, signedIn(site, inbox))
    .route('/', letterRoutes(site))
    .get(`${at}/platform`, signedIn(site, platformBox))
    .get(conversation, signedIn(site, thread))
    .get(`${conversation}/sent`, signedIn(site, sent))
    .post(conversation, signedIn(site, write, keepReply))
    .post(`${conversation}/draft`, signedIn(site, saveDraft, { keep: keepReply.keep }))
    .post(`${conversation}/seen`, signedIn(site, seen))
    .post(`${conversation}/close`, signedIn(site, agree))
    .post(`${conversation}/rate`, signedIn(site, rate))
}

const idOf = (c: Context) => c.req.param('id') ?? ''
/** A reply's draft is kept under its conversation, beside the drafts of first messages. */
const replyPlace = (c: Context) => ({ topic: 'reply', subtopic: idOf(c) })

const inbox: SignedInPage = async ({ visit, port, c }) => {
  const [{ rows }, unread, box, unreadLetters, season] = await Promise.all([port.inbox({}), visit.unread(), port.letterBox({}), port.unreadLetters(), port.season()])
  const letters = { newest: box.rows.slice(0, shownFirst), unread: unreadLetters }
  return showPrivately(c, <InboxPage visit={visit} newest={rows.slice(0, shownFirst)} unread={unread} letters={letters} season={season} />)
}

const states = ['open', 'closed', 'unread'] as const

const platformBox: SignedInPage = async ({ visit, port, c }) => {
  const state = states.find((known) => known === c.req.query('state'))
  const filter: InboxFilter = {
    state, search: c.req.query('search')?.trim() || undefined, after: c.req.query('after') || undefined,
    propertyId: new RegExp(`^${uuid}$`).test(c.req.query('propertyId') ?? '') ? c.req.query('propertyId') : undefined,
  }
  const [{ rows, next }, properties] = await Promise.all([port.inbox(filter), port.properties()])
  return showPrivately(c, <PlatformBoxPage visit={visit} rows={rows} next={next} filter={filter} properties={properties} />)
}

type Shown = Partial<Pick<ConversationProps, 'clientId' | 'error' | 'refused' | 'kept'>>

const show = async (visit: Visit, port: PartnerPort, shown: Shown) => {
  const found = await port.thread(idOf(visit.c))
  return <ConversationPage visit={visit} way={partnerWay(visit)} thread={found} clientId={shown.clientId ?? newId()} error={shown.error} refused={shown.refused ?? []} kept={shown.kept ?? false} />
}

const thread: SignedInPage = async ({ visit, port, c }) => showPrivately(c, await show(visit, port, { kept: c.req.query('kept') === '1' }))

const sent: SignedInPage = async ({ visit, port, c }) => showPrivately(c, <SentPage visit={visit} thread={await port.thread(idOf(c))} />)

const write: SignedInPage = async ({ visit, port, c }) => {
  const form = await posted(c)
  const body = form.text('body')
  const clientId = idOr(form.text('clientId'), newId)
  await port.saveDraft(replyPlace(c), { body })
  const refused = await port.attach(replyPlace(c), form.uploads)
  if (refused.length > 0) return showPrivately(c, await show(visit, port, { clientId, refused }), 422)
  try {
    await port.receive(idOf(c), { clientId, body })
    return c.redirect(`${platformPath(visit, idOf(c))}#reply`, 303)
  } catch (error) {
    const { body: bodyError, form: formError } = explain(visit, error)
    return showPrivately(c, await show(visit, port, { clientId: wasSentBefore(error) ? newId() : clientId, error: bodyError ?? formError }), 422)
  }
}

const saveDraft: SignedInPage = async ({ port, c }) => {
  await port.thread(idOf(c))
  await port.saveDraft(replyPlace(c), draftText(await posted(c)))
  return c.body(null, 204)
}

const keepReply: Keep = {
  keep: async ({ c, port }) => {
    const form = await posted(c)
    await port.saveDraft(replyPlace(c), draftText(form))
    await port.attach(replyPlace(c), form.uploads)
  },
  carry: async (c) => carriedFields(replyPlace(c), await posted(c)),
}

const seen: SignedInPage = async ({ port, c }) => {
  await port.seen(idOf(c))
  return c.body(null, 204)
}

const rate: SignedInPage = async ({ visit, port, c }) => {
  await port.rate(idOf(c), ratingIn(await posted(c)))
  return c.redirect(`${platformPath(visit, idOf(c))}#rating`, 303)
}

const agree: SignedInPage = async ({ visit, port, c }) => {
  if (!idOf(c)) throw new Refusal('not_found')
  await port.agreeToClose(idOf(c))
  return c.redirect(platformPath(visit, idOf(c)), 303)
}
