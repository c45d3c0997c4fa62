import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import { showPrivately } from '../help/answer.ts'
import type { LetterBoxFilter, RefusedFile } from '../ports.ts'
import type { Site } from '../site.ts'
import { letterPath, letterWay, type LetterPlace, ReservationBoxPage, ReservationThreadPage } from './letters.tsx'
import { carriedFields } from './carry.ts'
import { draftText, idOr, posted } from './posted.ts'
import { signedIn, type Keep, type SignedInPage } from './signed-in.ts'

const newId = () => crypto.randomUUID()
const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'

export const lettersInExtranet: LetterPlace = { at: '/:locale{[a-z]{2}}/extranet/inbox/reservations', way: letterWay, path: letterPath }

/** Reservation messages: the box, a thread, and the property's answers. */
export const letterRoutes = (site: Site, place: LetterPlace) => {
  const one = `${place.at}/:id{${uuid}}`
  return new Hono()
    .get(place.at, signedIn(site, (asked) => box({ ...asked, place })))
    .get(one, signedIn(site, (asked) => thread({ ...asked, place })))
    .post(one, signedIn(site, (asked) => write({ ...asked, place }), keepLetter))
    .post(`${one}/draft`, signedIn(site, saveDraft, { keep: keepLetter.keep }))
    .post(`${one}/answer`, signedIn(site, (asked) => answer({ ...asked, place })))
}

type Asked = Parameters<SignedInPage>[0] & { place: LetterPlace }

const states = ['unread', 'waiting'] as const

const box = async ({ visit, port, c, place }: Asked) => {
  const filter: LetterBoxFilter = {
    state: states.find((known) => known === c.req.query('state')), search: c.req.query('search')?.trim() || undefined, after: c.req.query('after') || undefined,
    propertyId: new RegExp(`^${uuid}$`).test(c.req.query('propertyId') ?? '') ? c.req.query('propertyId') : undefined,
  }
  const [{ rows, next }, properties] = await Promise.all([port.letterBox(filter), port.properties()])
  return showPrivately(c, <ReservationBoxPage visit={visit} place={place} rows={rows} next={next} filter={filter} properties={properties} />)
}

const idOf = (c: Context) => c.req.param('id') ?? ''
/** What is begun is kept under its stay, beside the drafts of messages to us. */
const draftPlace = (c: Context) => ({ topic: 'letter', subtopic: idOf(c) })

const saveDraft: SignedInPage = async ({ port, c }) => {
  await port.letters(idOf(c))
  await port.saveDraft(draftPlace(c), draftText(await posted(c)))
  return c.body(null, 204)
}

const keepLetter: Keep = {
  keep: async ({ c, port }) => {
    const form = await posted(c)
    await port.saveDraft(draftPlace(c), draftText(form))
    await port.attach(draftPlace(c), form.uploads)
  },
  carry: async (c) => carriedFields(draftPlace(c), await posted(c)),
}

type Shown = { formId?: string; typed?: string; error?: string; refused?: RefusedFile[]; kept?: boolean; closed?: boolean }

const page = async ({ visit, port, place }: Omit<Asked, 'c'>, { formId = newId(), typed, error, refused = [], kept = false, closed = false }: Shown) => {
  const found = await port.letters(idOf(visit.c))
  return <ReservationThreadPage visit={visit} place={place} thread={found} formId={formId} typed={typed ?? found.draft.body} error={error} refused={refused} kept={kept} closed={closed} />
}

const thread = async ({ visit, port, c, place }: Asked) => {
  const shown = await page({ visit, port, place }, { closed: c.req.query('closed') === '1', kept: c.req.query('kept') === '1' })
  // The app fetches threads ahead, to have them without a line: nobody has read them yet.
  if (c.req.header('hospes-ahead') === undefined) await port.lettersSeen(idOf(c))
  return showPrivately(c, shown)
}

const write = async ({ visit, port, c, place }: Asked) => {
  const form = await posted(c)
  const formId = idOr(form.text('id'), newId)
  const reservationId = idOf(c)
  const detach = form.text('detach')
  if (detach || form.uploads.length > 0) {
    await port.letters(reservationId)
    await port.saveDraft(draftPlace(c), draftText(form))
    if (detach) await port.detach(draftPlace(c), detach)
    const refused = await port.attach(draftPlace(c), form.uploads)
    if (detach || refused.length > 0) return showPrivately(c, await page({ visit, port, place }, { formId, typed: form.text('body'), refused }), refused.length > 0 ? 422 : 200)
  }
  try {
    await port.writeLetter({ id: formId, reservationId, body: form.text('body') })
    return c.redirect(`${place.path(visit, reservationId)}#reply`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    const text = visit.tr.t(error.detail.problem === 'too-long' ? 'guest.wrong.bodyLong' : 'guest.wrong.body')
    return showPrivately(c, await page({ visit, port, place }, { formId, typed: form.text('body'), error: text }), 422)
  }
}

const choices = ['free', 'first-night', 'no'] as const

const answer = async ({ visit, port, c, place }: Asked) => {
  const form = await posted(c)
  const reservationId = idOf(c)
  const chosen = choices.find((choice) => choice === form.text('answer'))
  const seq = Number(form.text('seq'))
  if (!chosen || !Number.isInteger(seq)) return c.redirect(place.path(visit, reservationId), 303)
  try {
    await port.answerFreeCancellation({ id: idOr(form.text('id'), newId), reservationId, seq, answer: chosen })
    return c.redirect(place.path(visit, reservationId), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'already_closed') throw error
    return c.redirect(`${place.path(visit, reservationId)}?closed=1`, 303)
  }
}
