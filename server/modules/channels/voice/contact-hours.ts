import { present } from '#brand'
import { headOf } from '#conversations'
import { propertyById } from '#directory'
import { personById, type Ctx } from '#identity'
import { openingState, weekdays, type Calendar } from '#kernel'

/** Whose clock counts, and from when to when they may be phoned by it, in whole hours. */
export type ContactHours = { door: 'partner' | 'guest'; timeZone: string; from: number; to: number }

/** The operator's hours for contact, by somebody's own clock: guests any day, partners on working days. */
export const contactHours = async (ctx: Ctx, { door, timeZone }: Pick<ContactHours, 'door' | 'timeZone'>): Promise<ContactHours> => ({ door, timeZone, ...(await present(ctx)).settings.callHours[door] })

const calendarOf = ({ door, timeZone, from, to }: ContactHours): Calendar => {
  const span = [`${clock(from)}-${clock(to)}`]
  const hours = Object.fromEntries(weekdays.map((day) => [day, door === 'partner' && (day === 'sat' || day === 'sun') ? [] : span])) as Calendar['hours']
  return { timeZone, hours, holidays: [] }
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Whether somebody may be phoned of our own accord now; else when they may next. */
export const callableAt = (whose: ContactHours, now: Date): { now: true } | { now: false; from: Date | null } => {
  const state = openingState(calendarOf(whose), now)
  return state.open ? { now: true } : { now: false, from: state.opens }
}

const everyHours = 2
const aheadMs = 36 * 3_600_000

/** The hours somebody may choose to be called at, beside "as soon as it is my turn": in their own zone, within the next day and a half. */
export const callBackTimes = (whose: ContactHours, now: Date): Date[] => {
  const first = Math.ceil(now.getTime() / (everyHours * 3_600_000)) * everyHours * 3_600_000
  const times: Date[] = []
  for (let at = first; at < now.getTime() + aheadMs; at += everyHours * 3_600_000) if (at > now.getTime() && isCallable(whose, new Date(at))) times.push(new Date(at))
  return times
}

export const isCallable = (whose: ContactHours, at: Date): boolean => openingState(calendarOf(whose), at).open

/** Of a conversation: whose clock counts, and whether its asker may be phoned now. */
export const mayCallNow = async (ctx: Ctx, conversationId: string): Promise<{ hours: ContactHours; state: ReturnType<typeof callableAt> } | null> => {
  const head = await headOf(ctx, conversationId)
  if (!head) return null
  const [person, property] = await Promise.all([head.asker_id ? personById(ctx, head.asker_id) : null, head.property_id ? propertyById(ctx, head.property_id) : null])
  const hours = await contactHours(ctx, { door: head.door === 'guest' ? 'guest' : 'partner', timeZone: (person?.timeZone ?? property?.timeZone) || 'UTC' })
  return { hours, state: callableAt(hours, ctx.now()) }
}
