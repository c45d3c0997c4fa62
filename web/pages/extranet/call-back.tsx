import { showPrivately } from '../help/answer.ts'
import { callBackErrors, timeIn, type CallBackErrors } from '../parts/call-back-errors.ts'
import { CallBackPage, CallPromisedPage } from '../parts/call-back.tsx'
import { contactPath, partnerWay, platformPath } from './frame.tsx'
import { idOr, posted } from './posted.ts'
import type { SignedInPage } from './signed-in.ts'

const newId = (): string => crypto.randomUUID()
type Input = Parameters<SignedInPage>[0]
const placeOf = (c: Input['c']) => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })
const empty = () => ({ submissionId: newId(), number: '', when: '', propertyId: '' })

/** The partner asks to be called, and sees how that stands. */
export const callBack: SignedInPage = async (page) => {
  const { visit, port, c } = page
  const conversationId = c.req.query('conversation')
  if (!conversationId) return form(page, { typed: empty() })
  const [{ topic, subtopic }, promised] = await Promise.all([port.options(placeOf(c)), port.callBack(conversationId)])
  return showPrivately(c, <CallPromisedPage visit={visit} way={partnerWay(visit)} topic={topic} subtopic={subtopic} promised={promised} conversation={platformPath(visit, conversationId)} />)
}

export const askForCall: SignedInPage = async (page) => {
  const { visit, port, c } = page
  const place = placeOf(c)
  const sent = await posted(c)
  const typed = { submissionId: idOr(sent.text('submissionId'), newId), number: sent.text('number'), when: sent.text('when'), propertyId: sent.text('propertyId') }
  try {
    const { conversationId } = await port.askForCall(place, { ...typed, when: timeIn(typed.when), propertyId: idOr(typed.propertyId, () => '') || undefined })
    return c.redirect(`${contactPath(visit, place.topic, place.subtopic, 'call-back')}?conversation=${conversationId}`, 303)
  } catch (error) {
    return form(page, { typed, errors: callBackErrors(visit, error) })
  }
}

const form = async ({ visit, port, c }: Input, { typed, errors = {} }: { typed: ReturnType<typeof empty>; errors?: CallBackErrors }) => {
  const place = placeOf(c)
  const [{ topic, subtopic, may }, { properties }, times] = await Promise.all([port.options(place), port.form(place), port.callBackTimes()])
  if (!may.may || !port.callsBack) return c.redirect(contactPath(visit, place.topic, place.subtopic, 'options'), 303)
  const shown = <CallBackPage visit={visit} way={partnerWay(visit)} topic={topic} subtopic={subtopic} times={times} properties={properties} typed={typed} errors={errors} />
  return showPrivately(c, shown, Object.keys(errors).length > 0 ? 422 : 200)
}
