import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { showPrivately } from '../help/answer.ts'
import type { LetterBoxFilter, PartnerPort } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { letterPath, ReservationBoxPage, ReservationThreadPage } from './letters.tsx'
import { idOr, posted } from './posted.ts'
import { signedIn, type SignedInPage } from './signed-in.ts'

const newId = () => crypto.randomUUID()
const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'

/** Reservation messages: the box, a thread, and the property's answers. */
export const letterRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/inbox/reservations'
  const one = `${at}/:id{${uuid}}`
  return new Hono()
    .get(at, signedIn(site, box))
    .get(one, signedIn(site, thread))
    .post(one, signedIn(site, write))
    .post(`${one}/answer`, signedIn(site, answer))
}

const states = ['unread', 'waiting'] as const

const box: SignedInPage = async ({ visit, port, c }) => {
  const filter: LetterBoxFilter = {
    state: states.find((known) => known === c.req.query('state')), search: c.req.query('search')?.trim() || undefined, after: c.req.query('after') || undefined,
    propertyId: new RegExp(`^${uuid}$`).test(c.req.query('propertyId') ?? '') ? c.req.query('propertyId') : undefined,
  }
  const [{ rows, next }, properties] = await Promise.all([port.letterBox(filter), port.properties()])
  return showPrivately(c, <ReservationBoxPage visit={visit} rows={rows} next={next} filter={filter} properties={properties} />)
}

type Shown = { formId?: string; typed?: string; error?: string; closed?: boolean }

const page = async (visit: Visit, port: PartnerPort, { formId = newId(), typed = '', error, closed = false }: Shown) => {
  const found = await port.letters(visit.c.req.param('id') ?? '')
  return <ReservationThreadPage visit={visit} thread={found} formId={formId} typed={typed} error={error} closed={closed} />
}

const thread: SignedInPage = async ({ visit, port, c }) => {
  const shown = await page(visit, port, { closed: c.req.query('closed') === '1' })
  await port.lettersSeen(c.req.param('id') ?? '')
  return showPrivately(c, shown)
}

const write: SignedInPage = async ({ visit, port, c }) => {
  const form = await posted(c)
  const formId = idOr(form.text('id'), newId)
  const reservationId = c.req.param('id') ?? ''
  try {
    await port.writeLetter({ id: formId, reservationId, body: form.text('body') })
    return c.redirect(`${letterPath(visit, reservationId)}#reply`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    const text = visit.tr.t(error.detail.problem === 'too-long' ? 'guest.wrong.bodyLong' : 'guest.wrong.body')
    return showPrivately(c, await page(visit, port, { formId, typed: form.text('body'), error: text }), 422)
  }
}

const choices = ['free', 'first-night', 'no'] as const

const answer: SignedInPage = async ({ visit, port, c }) => {
  const form = await posted(c)
  const reservationId = c.req.param('id') ?? ''
  const chosen = choices.find((choice) => choice === form.text('answer'))
  const seq = Number(form.text('seq'))
  if (!chosen || !Number.isInteger(seq)) return c.redirect(letterPath(visit, reservationId), 303)
  try {
    await port.answerFreeCancellation({ id: idOr(form.text('id'), newId), reservationId, seq, answer: chosen })
    return c.redirect(letterPath(visit, reservationId), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'already_closed') throw error
    return c.redirect(`${letterPath(visit, reservationId)}?closed=1`, 303)
  }
}
