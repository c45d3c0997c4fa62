import { Refusal } from '#kernel'
import { wasSentBefore } from '../../extranet/explain.ts'
import { draftText, idOr, posted, type Posted } from '../../extranet/posted.ts'
import { searchInFlow } from '../../extranet/search-answers.tsx'
import { AnswersPage, SubtopicsPage } from '../../extranet/topics.tsx'
import { showPrivately } from '../../help/answer.ts'
import type { RefusedFile } from '../../ports.ts'
import type { Request } from '../../site.ts'
import { explainToGuest } from './explain.ts'
import { conversationPath, type GuestPage } from './frame.ts'
import { GuestContactPage } from './home.tsx'
import { GuestMessagePage, type GuestErrors, type GuestTyped } from './message.tsx'
import { GuestOptionsPage } from './options.tsx'
import { GuestSentPage } from './sent.tsx'

const newId = () => crypto.randomUUID()
const placeOf = (c: Request) => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })

export const home: GuestPage = async ({ visit, way, port, c }) => {
  const { site, locale } = visit
  const [topics, notices, season, conversations] = await Promise.all([site.visitor(locale).topics('guest'), port.notices(), port.season(), port.conversations()])
  const [carried, partner] = await Promise.all([site.doors.carried(c, 'guest'), site.partner(c, locale)])
  return showPrivately(c, (
    <GuestContactPage
      visit={visit} way={way} who={port.who} topics={topics} notices={notices} season={season} conversations={conversations}
      carried={Boolean(carried?.text)} partner={partner.state === 'live'}
    />
  ))
}

export const subtopics: GuestPage = async ({ visit, way, c }) => {
  const topic = (await visit.site.visitor(visit.locale).topics('guest')).find(({ key }) => key === c.req.param('topic'))
  if (!topic) throw new Refusal('not_found')
  return showPrivately(c, <SubtopicsPage visit={visit} way={way} topic={topic} />)
}

export const answers: GuestPage = async ({ visit, way, port, c }) => {
  const [found, inWords] = await Promise.all([port.answers(placeOf(c)), searchInFlow(visit, 'guest')])
  return showPrivately(c, <AnswersPage visit={visit} way={way} answers={found} found={inWords} />)
}

export const options: GuestPage = async ({ visit, way, port, c }) => showPrivately(c, <GuestOptionsPage visit={visit} way={way} options={await port.options(placeOf(c))} callsBack={port.callsBack} />)

type Shown = { typed: GuestTyped; errors?: GuestErrors; refused?: RefusedFile[]; body?: string | undefined; carried?: boolean; wrongDoor?: string | undefined; status?: 200 | 422 }

const showForm = async ({ visit, way, port, c }: Parameters<GuestPage>[0], { typed, errors = {}, refused = [], body, carried = false, wrongDoor, status = 200 }: Shown) => {
  const form = await port.form(placeOf(c))
  const filled = body === undefined ? form : { ...form, draft: { ...form.draft, body } }
  return showPrivately(c, <GuestMessagePage visit={visit} way={way} who={port.who} form={filled} typed={typed} errors={errors} refused={refused} carried={carried} wrongDoor={wrongDoor} />, status)
}

export const messageForm: GuestPage = async (page) => {
  const { visit, port, c } = page
  const carried = await visit.site.doors.carried(c, 'guest')
  const isEmpty = (await port.form(placeOf(c))).draft.body === ''
  const typed = { name: carried?.name ?? '', email: carried?.email ?? '', reservationId: '', submissionId: newId() }
  return showForm(page, { typed, ...(carried?.text && isEmpty ? { body: carried.text, carried: true } : {}) })
}

const typedIn = (form: Posted): GuestTyped => ({
  name: form.text('name'), email: form.text('email'), reservationId: form.text('reservationId'), submissionId: idOr(form.text('submissionId'), newId),
})

export const sendMessage: GuestPage = async (page) => {
  const { visit, way, port, c } = page
  const place = placeOf(c)
  const form = await posted(c)
  const typed = typedIn(form)
  const body = form.text('body')
  // Kept before anything can be refused, for whoever it can be kept for; the form carries it for the others.
  await port.saveDraft(place, draftText(form))
  const detach = form.text('detach')
  if (detach) await port.detach(place, detach)
  const refused = await port.attach(place, form.uploads)
  if (detach) return showForm(page, { typed, body, refused })
  if (refused.length > 0) return showForm(page, { typed, body, refused, errors: { files: visit.tr.t('contact.someFilesRefused') }, status: 422 })
  const wrongDoor = form.text('do') === 'insist' ? undefined : partnerBy(page, body)
  if (wrongDoor) {
    await visit.site.doors.count('guest', 'guest-message', { by: wrongDoor })
    return showForm(page, { typed, body, wrongDoor })
  }
  try {
    const opened = await port.send(place, { ...typed, body, reservationId: typed.reservationId || undefined, network: visit.site.network(c) })
    await visit.site.doors.forget(c)
    if (port.who && port.who.proof !== 'short-pin') return c.redirect(conversationPath(visit, opened.id, 'sent'), 303)
    const sent = { id: opened.id, caseNumber: opened.caseNumber, by: opened.promisedAt, email: port.who?.email ?? typed.email, followable: false }
    return showPrivately(c, <GuestSentPage visit={visit} way={way} sent={sent} />)
  } catch (error) {
    const errors = explainToGuest(visit, error)
    return showForm(page, { typed: wasSentBefore(error) ? { ...typed, submissionId: newId() } : typed, body, errors, status: 422 })
  }
}

// Somebody who has opened a booking is its guest. Others may be hosts: they are asked, and may still send it here.
const partnerBy = ({ visit, port, c }: Parameters<GuestPage>[0], text: string): string | undefined => {
  if (port.who) return undefined
  if (placeOf(c).subtopic === 'i-am-a-host') return 'said-so'
  const found = visit.site.doors.recognise({ text })
  return found?.door === 'partner' ? found.by : undefined
}

export const saveDraft: GuestPage = async ({ port, c }) => {
  await port.saveDraft(placeOf(c), draftText(await posted(c)))
  return c.body(null, 204)
}
