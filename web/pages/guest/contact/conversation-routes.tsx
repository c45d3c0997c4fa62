import { explain, wasSentBefore } from '../../extranet/explain.ts'
import { ConversationPage, type ConversationProps } from '../../extranet/conversation.tsx'
import { draftText, idOr, posted, ratingIn } from '../../extranet/posted.ts'
import { showPrivately } from '../../help/answer.ts'
import type { Request } from '../../site.ts'
import { comeInAgain } from '../enter/carry.tsx'
import { conversationPath, type GuestPage } from './frame.ts'
import { GuestSentPage } from './sent.tsx'

const newId = () => crypto.randomUUID()
const idOf = (c: Request) => c.req.param('id') ?? ''
const replyPlace = (c: Request) => ({ topic: 'reply', subtopic: idOf(c) })

/** For signed-in guests; others open their booking first and come back to it. */
const known = (page: GuestPage): GuestPage => (input) => {
  const { visit, port, c } = input
  if (port.who) return page(input)
  // What a script saves by the way is asked for by nobody.
  if (c.req.method === 'POST' && !/\/(draft|seen)$/.test(c.req.path)) return comeInAgain(visit, c)
  const next = conversationPath(visit, idOf(c))
  return c.redirect(`/${visit.locale}/guest/booking/sign-in?${new URLSearchParams({ next })}`, 303)
}

type Shown = Partial<Pick<ConversationProps, 'clientId' | 'error' | 'refused' | 'kept'>> & { status?: 200 | 422 }

const show = async ({ visit, way, port, c }: Parameters<GuestPage>[0], { clientId = newId(), error, refused = [], kept = false, status = 200 }: Shown) => {
  const steps = { ...way, trail: () => way.trail({ name: visit.tr.t('guestContact.title'), href: way.path() }) }
  return showPrivately(c, <ConversationPage visit={visit} way={steps} thread={await port.thread(idOf(c))} clientId={clientId} error={error} refused={refused} kept={kept} />, status)
}

export const thread: GuestPage = known((page) => show(page, {}))

export const sent: GuestPage = known(async ({ visit, way, port, c }) => {
  const { id, caseNumber, promise } = await port.thread(idOf(c))
  return showPrivately(c, <GuestSentPage visit={visit} way={way} sent={{ id, caseNumber, by: promise ? new Date(promise.dueAt) : null, email: port.who?.email ?? '', followable: true }} />)
})

export const write: GuestPage = known(async (page) => {
  const { visit, port, c } = page
  const form = await posted(c)
  const clientId = idOr(form.text('clientId'), newId)
  await port.thread(idOf(c))
  await port.saveDraft(replyPlace(c), { body: form.text('body') })
  const refused = await port.attach(replyPlace(c), form.uploads)
  if (refused.length > 0) return show(page, { clientId, refused, status: 422 })
  try {
    await port.receive(idOf(c), { clientId, body: form.text('body') })
    return c.redirect(`${conversationPath(visit, idOf(c))}#reply`, 303)
  } catch (error) {
    const { body, form: whole } = explain(visit, error)
    return show(page, { clientId: wasSentBefore(error) ? newId() : clientId, error: body ?? whole, status: 422 })
  }
})

export const saveReply: GuestPage = known(async ({ port, c }) => {
  await port.thread(idOf(c))
  await port.saveDraft(replyPlace(c), draftText(await posted(c)))
  return c.body(null, 204)
})

export const seen: GuestPage = known(async ({ port, c }) => {
  await port.seen(idOf(c))
  return c.body(null, 204)
})

export const rate: GuestPage = known(async ({ visit, port, c }) => {
  await port.rate(idOf(c), ratingIn(await posted(c)))
  return c.redirect(`${conversationPath(visit, idOf(c))}#rating`, 303)
})

export const agree: GuestPage = known(async ({ visit, port, c }) => {
  await port.agreeToClose(idOf(c))
  return c.redirect(conversationPath(visit, idOf(c)), 303)
})
