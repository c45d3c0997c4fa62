import { idOr, posted } from '../../extranet/posted.ts'
import { showPrivately } from '../../help/answer.ts'
import { callBackErrors, timeIn, type CallBackErrors } from '../../parts/call-back-errors.ts'
import { CallBackPage, CallPromisedPage } from '../../parts/call-back.tsx'
import { conversationPath, openBookingPath, type GuestPage } from './frame.ts'

const newId = (): string => crypto.randomUUID()
type Input = Parameters<GuestPage>[0]
const placeOf = (c: Input['c']) => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })
const empty = () => ({ submissionId: newId(), number: '', when: '', propertyId: '' })

/** A guest who has opened their booking asks to be called; others are asked to open it first. */
export const callBack: GuestPage = async (page) => {
  const { visit, way, port, c } = page
  if (!port.callsBack) return c.redirect(openBookingPath(visit, 'booking/sign-in'), 303)
  const conversationId = c.req.query('conversation')
  if (!conversationId) return form(page, { typed: empty() })
  const [{ topic, subtopic }, promised] = await Promise.all([port.options(placeOf(c)), port.callBack(conversationId)])
  return showPrivately(c, <CallPromisedPage visit={visit} way={way} topic={topic} subtopic={subtopic} promised={promised} conversation={conversationPath(visit, conversationId)} />)
}

export const askForCall: GuestPage = async (page) => {
  const { visit, way, port, c } = page
  const place = placeOf(c)
  const sent = await posted(c)
  const typed = { ...empty(), submissionId: idOr(sent.text('submissionId'), newId), number: sent.text('number'), when: sent.text('when') }
  try {
    const [only, ...more] = await port.bookings()
    const { conversationId } = await port.askForCall(place, { submissionId: typed.submissionId, number: typed.number, when: timeIn(typed.when), reservationId: more.length === 0 ? only?.id : undefined })
    return c.redirect(`${way.path(place.topic, place.subtopic, 'call-back')}?conversation=${conversationId}`, 303)
  } catch (error) {
    return form(page, { typed, errors: callBackErrors(visit, error) })
  }
}

const form = async ({ visit, way, port, c }: Input, { typed, errors = {} }: { typed: ReturnType<typeof empty>; errors?: CallBackErrors }) => {
  const [{ topic, subtopic }, times] = await Promise.all([port.options(placeOf(c)), port.callBackTimes()])
  const shown = <CallBackPage visit={visit} way={way} topic={topic} subtopic={subtopic} times={times} properties={[]} typed={typed} errors={errors} />
  return showPrivately(c, shown, Object.keys(errors).length > 0 ? 422 : 200)
}
