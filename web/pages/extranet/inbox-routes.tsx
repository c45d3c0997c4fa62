import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import type { Way } from '../parts/way.tsx'
import type { InboxFilter, ThreadView } from '../ports.ts'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { ConversationPage, type ConversationProps } from './conversation.tsx'
import { carriedFields } from './carry.ts'
import { explain, wasSentBefore } from './explain.ts'
import { partnerWay, platformPath } from './frame.tsx'
import { InboxPage, PlatformBoxPage } from './inbox.tsx'
import { lettersInExtranet, letterRoutes } from './letter-routes.tsx'
import { draftText, idOr, posted, ratingIn } from './posted.ts'
import { SentPage } from './sent.tsx'
import { signedIn, type Keep, type SignedInPage } from './signed-in.ts'

const newId = () => crypto.randomUUID()
const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'
const shownFirst = 3

/** Where one conversation stands for its asker: in the extranet or in the app. */
export type ConversationPlace = { at: string; way(visit: Visit): Way; path(visit: Visit, ...parts: string[]): string; sent(page: { visit: Visit; thread: ThreadView }): ReturnType<typeof SentPage> }

export const inboxRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/inbox'
  return new Hono()
    .get(at, signedIn(site, inbox))
    .route('/', letterRoutes(site, lettersInExtranet))
    .get(`${at}/platform`, signedIn(site, platformBox))
    .route('/', conversationRoutes(site, { at: `${at}/platform`, way: partnerWay, path: platformPath, sent: SentPage }))
}

/** One conversation: what was said, the next word, whether it is solved. */
export const conversationRoutes = (site: Site, place: ConversationPlace) => {
  const conversation = `${place.at}/:id{${uuid}}`
  return new Hono()
    .get(conversation, signedIn(site, ({ visit, port, c }) => showThread({ visit, port, place }, c.req.query('kept') === '1')))
    .get(`${conversation}/sent`, signedIn(site, async ({ visit, port, c }) => showPrivately(c, place.sent({ visit, thread: await port.thread(idOf(c)) }))))
    .post(conversation, signedIn(site, (asked) => write({ ...asked, place }), keepReply))
    .post(`${conversation}/draft`, signedIn(site, saveDraft, { keep: keepReply.keep }))
    .post(`${conversation}/seen`, signedIn(site, seen))
    .post(`${conversation}/close`, signedIn(site, (asked) => agree({ ...asked, place })))
    .post(`${conversation}/rate`, signedIn(site, (asked) => rate({ ...asked, place })))
}

type Asked = Parameters<SignedInPage>[0] & { place: ConversationPlace }

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

const show = async ({ visit, port, place }: Omit<Asked, 'c'>, shown: Shown) => {
  const found = await port.thread(idOf(visit.c))
  return <ConversationPage visit={visit} way={place.way(visit)} thread={found} clientId={shown.clientId ?? newId()} error={shown.error} refused={shown.refused ?? []} kept={shown.kept ?? false} />
}

const showThread = async (asked: Omit<Asked, 'c'>, kept: boolean) => showPrivately(asked.visit.c, await show(asked, { kept }))

const write = async (asked: Asked) => {
  const { visit, port, c, place } = asked
  const form = await posted(c)
  const body = form.text('body')
  const clientId = idOr(form.text('clientId'), newId)
  await port.saveDraft(replyPlace(c), { body })
  const refused = await port.attach(replyPlace(c), form.uploads)
  if (refused.length > 0) return showPrivately(c, await show(asked, { clientId, refused }), 422)
  try {
    await port.receive(idOf(c), { clientId, body })
    return c.redirect(`${place.path(visit, idOf(c))}#reply`, 303)
  } catch (error) {
    const { body: bodyError, form: formError } = explain(visit, error)
    return showPrivately(c, await show(asked, { clientId: wasSentBefore(error) ? newId() : clientId, error: bodyError ?? formError }), 422)
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

const rate = async ({ visit, port, c, place }: Asked) => {
  await port.rate(idOf(c), ratingIn(await posted(c)))
  return c.redirect(`${place.path(visit, idOf(c))}#rating`, 303)
}

const agree = async ({ visit, port, c, place }: Asked) => {
  if (!idOf(c)) throw new Refusal('not_found')
  await port.agreeToClose(idOf(c))
  return c.redirect(place.path(visit, idOf(c)), 303)
}
