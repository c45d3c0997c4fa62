import { Hono, type Context } from 'hono'
import type { NotSent, Sent } from '#contract/app'
import { Refusal, refusalStatus } from '#kernel'
import { explain } from '../extranet/explain.ts'
import { draftText, posted, type Posted } from '../extranet/posted.ts'
import type { PartnerPort } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { localeOf, visit as visitOf } from '../visit.ts'
import { reportOf, toldIn, typedIn, waiting } from './report-routes.tsx'

/** The phone's own way in: one message of its outbox a time, under an id that makes a repeat harmless; and who it is taken for. */
export const sendRoutes = (site: Site) =>
  new Hono()
    .post('/:locale{[a-z]{2}}/app/send', (c) => take(site, c))
    .get('/:locale{[a-z]{2}}/app/session', (c) => who(site, c))

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const who = async (site: Site, c: Context) => {
  const session = await site.partner(c, localeOf(c))
  c.header('cache-control', 'no-store')
  return c.json({ state: session.state, person: session.state === 'none' ? null : session.port.person.id })
}

const take = async (site: Site, c: Context) => {
  const session = await site.partner(c, localeOf(c))
  c.header('cache-control', 'no-store')
  if (session.state !== 'live') return c.json({ error: 'not_signed_in', message: '' } satisfies NotSent, 401)
  const visit = await visitOf(site, c, session.port)
  const form = await posted(c)
  const id = form.text('id')
  // Somebody else has signed in on the phone since it was written.
  if (form.text('person') !== session.port.person.id) return c.json({ error: 'other_person', message: '' } satisfies NotSent, 403)
  if (!uuid.test(id)) return c.json({ error: 'invalid', message: '' } satisfies NotSent, 400)
  try {
    return c.json({ id, conversationId: await deliver({ visit, port: session.port, form }) } satisfies Sent, 201)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.json({ error: error.code, message: inWords(visit, error) } satisfies NotSent, refusalStatus[error.code])
  }
}

type Delivery = { visit: Visit; port: PartnerPort; form: Posted }

const deliver = async ({ visit, port, form }: Delivery): Promise<string | null> => {
  const [id, about] = [form.text('id'), form.text('about')]
  if (form.text('kind') !== 'report' && !uuid.test(about)) throw new Refusal('not_found')
  // Each message has a draft of its own, so that its files meet no others; what an earlier try left of it is the same files.
  const draft = { topic: 'app-outbox', subtopic: id }
  const refused = form.uploads.length > 0 ? await port.attach(draft, form.uploads) : []
  if (refused.length > 0) {
    // Those beside it would go along when it is sent without files.
    await port.discardDraft(draft)
    throw new Refusal('invalid', { field: 'files', problem: 'refused', names: refused.map(({ name }) => name) })
  }
  if (form.text('kind') === 'letter') {
    await port.writeLetter({ id, reservationId: about, body: form.text('body'), draft })
    await port.discardDraft({ topic: 'letter', subtopic: about })
    return null
  }
  if (form.text('kind') === 'reply') {
    await port.replyWith(about, { clientId: id, body: form.text('body'), draft })
    await port.discardDraft({ topic: 'reply', subtopic: about })
    return about
  }
  const opened = await port.sendReport(typedIn(form), { ...draftText(form), submissionId: id, report: reportOf(visit, toldIn(form)), draft })
  await port.discardDraft(waiting)
  return opened.id
}

const inWords = (visit: Visit, refusal: Refusal): string => {
  const { tr } = visit
  if (refusal.detail.field === 'files') return tr.t('app.outbox.filesRefused', { names: [refusal.detail.names].flat().join(', ') })
  try {
    return Object.values(explain(visit, refusal)).join(' ')
  } catch {
    return tr.t(refusal.code === 'not_allowed' ? 'app.outbox.notAllowed' : 'app.outbox.problem')
  }
}
