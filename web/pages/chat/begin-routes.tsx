import { Refusal } from '#kernel'
import { wasSentBefore } from '../extranet/explain.ts'
import { idOr, posted, type Posted } from '../extranet/posted.ts'
import { SentPage } from '../extranet/sent.tsx'
import { explainToGuest } from '../guest/contact/explain.ts'
import type { GuestErrors } from '../guest/contact/message.tsx'
import { GuestSentPage } from '../guest/contact/sent.tsx'
import { showPrivately } from '../help/answer.ts'
import type { ChatDoorPort } from '../chat-port.ts'
import type { GuestContactPort } from '../guest-contact-port.ts'
import type { Way } from '../parts/way.tsx'
import type { PartnerPort } from '../ports.ts'
import type { Request, Visit } from '../site.ts'
import { BeginChatPage, type BeginTyped } from './begin.tsx'

const newId = () => crypto.randomUUID()

/** Whoever would begin a chat: a partner user, a guest, or somebody unknown at the guests' door. */
export type Beginner = { visit: Visit; way: Way; c: Request; door: ChatDoorPort; as: { kind: 'partner'; port: PartnerPort } | { kind: 'guest'; port: GuestContactPort } }

const placeOf = (c: Request) => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })
const empty = (): BeginTyped => ({ submissionId: newId(), body: '', name: '', email: '', propertyId: '', reservationId: '', timeZone: '' })
const typedIn = (form: Posted): BeginTyped => ({
  submissionId: idOr(form.text('submissionId'), newId), body: form.text('body'), name: form.text('name'), email: form.text('email'),
  propertyId: form.text('propertyId'), reservationId: form.text('reservationId'), timeZone: form.text('timeZone').slice(0, 60),
})

export const beginForm = async (who: Beginner): Promise<Response> => {
  const { visit, way, as } = who
  const carried = as.kind === 'guest' ? await visit.site.doors.carried(who.c, 'guest') : null
  return show({ ...who, way }, { ...empty(), ...(carried?.text ? { body: carried.text, name: carried.name ?? '', email: carried.email ?? '' } : {}) }, {})
}

export const begin = async (who: Beginner): Promise<Response> => {
  const { visit, way, c, door } = who
  const form = await posted(c)
  const typed = typedIn(form)
  const { propertyId, reservationId, ...rest } = typed
  try {
    const wrongDoor = form.text('insist') ? undefined : await partnerBy(who, typed.body)
    if (wrongDoor) return show({ ...who, wrongDoor }, typed, {})
    if (form.text('do') === 'message') return await sendInstead(who, typed)
    const { id } = await door.beginChat(placeOf(c), { ...rest, propertyId: propertyId || undefined, reservationId: reservationId || undefined, network: visit.site.network(c) })
    await visit.site.doors.forget(c)
    return c.redirect(way.chat(id), 303)
  } catch (error) {
    // Nobody is on any more: the form comes back with everything in it and the other way to send it.
    if (error instanceof Refusal && error.code === 'unavailable') return show(who, typed, { form: visit.tr.t('chat.closedTitle') })
    return show(who, wasSentBefore(error) ? { ...typed, submissionId: newId() } : typed, explainToGuest(visit, error))
  }
}

// Whoever is unknown at the guests' door and writes as hosts do is asked, and may still go on here.
const partnerBy = async ({ visit: { site }, c, as }: Beginner, text: string): Promise<string | undefined> => {
  if (as.kind === 'partner' || as.port.who) return undefined
  const by = placeOf(c).subtopic === 'i-am-a-host' ? 'said-so' : partnerIn(site.doors.recognise({ text }))
  if (by) await site.doors.count('guest', 'guest-message', { by })
  return by
}

const partnerIn = (found: { door: string; by: string } | null) => (found?.door === 'partner' ? found.by : undefined)

const show = async ({ visit, way, c, door, as, wrongDoor }: Beginner & { wrongDoor?: string }, typed: BeginTyped, errors: GuestErrors) => {
  const form = await door.chatForm(placeOf(c))
  const unknown = as.kind === 'guest' && as.port.who === null
  return showPrivately(c, <BeginChatPage visit={visit} way={way} form={form} typed={typed} errors={errors} unknown={unknown} wrongDoor={wrongDoor} />, Object.keys(errors).length > 0 ? 422 : 200)
}

/** The same words as a message, with the promise that a message has. */
const sendInstead = async ({ visit, way, c, as }: Beginner, { submissionId, body, ...typed }: BeginTyped): Promise<Response> => {
  const place = placeOf(c)
  if (as.kind === 'partner') {
    const { id } = await as.port.send(place, { body, propertyId: typed.propertyId || undefined, submissionId })
    return showPrivately(c, <SentPage visit={visit} thread={await as.port.thread(id)} />)
  }
  const opened = await as.port.send(place, { body, submissionId, name: typed.name, email: typed.email, reservationId: typed.reservationId || undefined, network: visit.site.network(c) })
  const followable = as.port.who !== null && as.port.who.proof !== 'short-pin'
  return showPrivately(c, <GuestSentPage visit={visit} way={way} sent={{ id: opened.id, caseNumber: opened.caseNumber, by: opened.promisedAt, email: as.port.who?.email ?? typed.email, followable }} />)
}
