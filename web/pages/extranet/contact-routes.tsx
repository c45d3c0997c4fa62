import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import type { DraftPlace, RefusedFile } from '../ports.ts'
import { showPrivately } from '../help/answer.ts'
import type { Site } from '../site.ts'
import { askForCall, callBack } from './call-back.tsx'
import { CallPage } from './call.tsx'
import { carriedFields } from './carry.ts'
import { explain, wasSentBefore } from './explain.ts'
import { contactPath, partnerWay, platformPath } from './frame.tsx'
import { MessagePage, type FieldErrors } from './message.tsx'
import { OptionsPage } from './options.tsx'
import { draftText, idOr, posted } from './posted.ts'
import { searchInFlow } from './search-answers.tsx'
import { signedIn, type Keep, type SignedInPage } from './signed-in.ts'
import { AnswersPage, SubtopicsPage, TopicsPage } from './topics.tsx'

const newId = () => crypto.randomUUID()
const placeOf = (c: Context): DraftPlace => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })

/** The partner's way to a person, each step an address of its own. */
export const contactRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/contact'
  const step = `${at}/:topic/:subtopic`
  return new Hono()
    .get(at, signedIn(site, topics))
    .get(`${at}/:topic`, signedIn(site, subtopics))
    .get(step, signedIn(site, answers))
    .get(`${step}/options`, signedIn(site, options))
    .get(`${step}/message`, signedIn(site, messageForm))
    .post(`${step}/message`, signedIn(site, sendMessage, keepMessage))
    .post(`${step}/message/draft`, signedIn(site, saveDraft, { keep: keepMessage.keep }))
    .get(`${step}/call`, signedIn(site, call))
    .post(`${step}/call`, signedIn(site, prepareCall))
    .get(`${step}/call-back`, signedIn(site, callBack))
    .post(`${step}/call-back`, signedIn(site, askForCall))
}

const topics: SignedInPage = async ({ visit, port, c }) => {
  const visitor = visit.site.visitor(visit.locale)
  const [tree, may, notices, found, carried] = await Promise.all([
    visitor.topics('partner'), port.mayContact(), visitor.notices('partner'), searchInFlow(visit, 'partner'), visit.site.doors.carried(c, 'partner'),
  ])
  return showPrivately(c, <TopicsPage visit={visit} topics={tree} may={may} notices={notices} found={found} carried={Boolean(carried?.text)} />)
}

const subtopics: SignedInPage = async ({ visit, c }) => {
  const topic = (await visit.site.visitor(visit.locale).topics('partner')).find(({ key }) => key === c.req.param('topic'))
  if (!topic) throw new Refusal('not_found')
  return showPrivately(c, <SubtopicsPage visit={visit} way={partnerWay(visit)} topic={topic} />)
}

const answers: SignedInPage = async ({ visit, port, c }) => {
  const [found, inWords] = await Promise.all([port.answers(placeOf(c)), searchInFlow(visit, 'partner')])
  return showPrivately(c, <AnswersPage visit={visit} way={partnerWay(visit)} answers={found} found={inWords} />)
}

const options: SignedInPage = async ({ visit, port, c }) => showPrivately(c, <OptionsPage visit={visit} options={await port.options(placeOf(c))} callsBack={port.callsBack} />)

const messageForm: SignedInPage = async ({ visit, port, c }) => {
  const place = placeOf(c)
  const { may } = await port.options(place)
  if (!may.may) return c.redirect(contactPath(visit, place.topic, place.subtopic, 'options'), 303)
  const form = await port.form(place)
  const carried = form.draft.body === '' ? await visit.site.doors.carried(c, 'partner') : null
  const filled = carried?.text ? { ...form, draft: { ...form.draft, body: carried.text } } : form
  return showPrivately(c, <MessagePage visit={visit} form={filled} submissionId={newId()} errors={{}} refused={[]} kept={c.req.query('kept') === '1'} carried={Boolean(carried?.text)} />)
}

const sendMessage: SignedInPage = async ({ visit, port, c }) => {
  const place = placeOf(c)
  const form = await posted(c)
  const text = draftText(form)
  const submissionId = idOr(form.text('submissionId'), newId)
  const detach = form.text('detach')
  const keepOnly = detach !== '' || form.text('do') === 'keep'
  const page = async (errors: FieldErrors, { status, id = submissionId, refused = [] }: { status: 200 | 422; id?: string; refused?: RefusedFile[] }) =>
    showPrivately(c, <MessagePage visit={visit} form={await port.form(place)} submissionId={id} errors={errors} refused={refused} kept={status === 200 && !detach} />, status)
  if (keepOnly || form.uploads.length > 0) {
    await port.saveDraft(place, text)
    if (detach) await port.detach(place, detach)
    const refused = await port.attach(place, form.uploads)
    if (keepOnly) return page({}, { status: 200, refused })
    if (refused.length > 0) return page({ files: visit.tr.t('contact.someFilesRefused') }, { status: 422, refused })
  }
  try {
    const { id } = await port.send(place, { ...text, submissionId })
    await visit.site.doors.forget(c)
    return c.redirect(platformPath(visit, id, 'sent'), 303)
  } catch (error) {
    // Whatever went wrong, nothing typed is lost; the usual case, a message that is taken, needs no draft.
    await port.saveDraft(place, text)
    return page(explain(visit, error), { status: 422, id: wasSentBefore(error) ? newId() : submissionId })
  }
}

const saveDraft: SignedInPage = async ({ port, c }) => {
  await port.saveDraft(placeOf(c), draftText(await posted(c)))
  return c.body(null, 204)
}

const keepMessage: Keep = {
  keep: async ({ c, port }) => {
    const form = await posted(c)
    await port.saveDraft(placeOf(c), draftText(form))
    await port.attach(placeOf(c), form.uploads)
  },
  carry: async (c) => carriedFields(placeOf(c), await posted(c)),
}

const call: SignedInPage = async ({ visit, port, c }) => {
  const place = placeOf(c)
  const conversationId = c.req.query('conversation')
  const [found, form] = await Promise.all([port.options(place), port.form(place)])
  const prepared = conversationId ? { conversationId, ...(await port.preparedCall(conversationId)) } : null
  return showPrivately(c, <CallPage visit={visit} options={found} form={form} submissionId={newId()} prepared={prepared} errors={{}} />)
}

const prepareCall: SignedInPage = async ({ visit, port, c }) => {
  const place = placeOf(c)
  const form = await posted(c)
  const submissionId = idOr(form.text('submissionId'), newId)
  try {
    const { conversationId } = await port.prepareCall(place, { ...draftText(form), submissionId })
    return c.redirect(`${contactPath(visit, place.topic, place.subtopic, 'call')}?conversation=${conversationId}`, 303)
  } catch (error) {
    const errors = explain(visit, error)
    const [found, callForm] = await Promise.all([port.options(place), port.form(place)])
    const typed = { ...callForm, draft: { ...callForm.draft, confirmationNumber: form.text('confirmationNumber'), propertyId: form.text('propertyId') } }
    return showPrivately(c, <CallPage visit={visit} options={found} form={typed} submissionId={submissionId} prepared={null} errors={errors} />, 422)
  }
}
