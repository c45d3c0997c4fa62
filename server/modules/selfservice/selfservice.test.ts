import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { guestPort } from '../../app/guest-port.ts'
import { endQuestions } from '../../app/selfservice-ports.ts'
import { answerFreeCancellation, box, markRead, propertyThread, unreadThreads, writeAsProperty } from '#correspondence'
import { reservationById } from '#directory'
import { newestMails } from '#email'
import { enterAccount, type Ctx, type GuestActor } from '#identity'
import { startWorld } from '#test/world'
import { visitorContext } from '../../app/request.ts'

// Everything of the demo world lies around this day; check-in in Hamburg and Seville is 15:00 there.
const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const guest = async (key: Parameters<typeof world.guest>[0], locale = 'en') => {
  const client = await world.guest(key)
  return { ...client, port: guestPort(world.app, client.ctx, locale), id: client.actor.reservationId ?? '' }
}
const form = (reservationId: string) => ({ id: randomUUID(), reservationId })
const stayOf = async (id: string) => {
  const stay = await reservationById(world.system, id)
  if (!stay) throw new Error('no stay')
  return stay
}
const facts = async (reservationId: string) =>
  (await world.app.system.db.selectFrom('platform.fact').select(['name', 'payload']).orderBy('ordinal').execute())
    .filter(({ payload }) => (payload as { reservationId?: string }).reservationId === reservationId)
    .map(({ name, payload }) => `${name} ${(payload as { kind?: string }).kind ?? ''}`.trim())
const mailsTo = async (number: string) => (await newestMails(world.system, { limit: 100 })).rows.filter(({ to }) => to.startsWith(number))
const [helen, emma, thomas, paul, marco, ana] = [await guest('helen'), await guest('emma', 'sv'), await guest('thomas'), await guest('paul'), await guest('marco'), await guest('ana')]

test('R32 | booking() | shows dates in the property’s zone, price, policy, what cancelling costs now and who charges', async () => {
  const view = await helen.port.booking(helen.id)
  expect(view).toMatchObject({ arrival: '2026-05-22', departure: '2026-05-26', nights: 4, totalMinor: 63_600, currency: 'EUR', policy: 'Free until the day before', costMinor: 0, chargedBy: 'property', status: 'booked' })
  expect(view.freeUntil).toEqual(new Date('2026-05-21T13:00:00Z'))
  expect(view.may.dates).toEqual({ may: true })
  expect(view.may.receipt).toEqual({ may: false, because: 'property-charges' })
  expect((await thomas.port.booking(thomas.id)).costMinor).toBe(258_000)
  expect((await thomas.port.booking(thomas.id)).may).toMatchObject({ dates: { may: false, because: 'policy' }, 'free-cancellation': { may: true }, cancel: { may: true } })
})

test('R32 | changeDates() | moves the stay at the price that was shown, once, tells everybody, and can be taken back', async () => {
  const wanted = { arrival: '2026-05-23', departure: '2026-05-26' }
  expect(await helen.port.quoteDates(helen.id, wanted)).toEqual({ available: true, totalMinor: 47_700, currency: 'EUR' })
  await expect(helen.port.changeDates({ ...form(helen.id), ...wanted, totalMinor: 100 })).rejects.toMatchObject({ code: 'thread_changed' })
  const change = { ...form(helen.id), ...wanted, totalMinor: 47_700 }
  await Promise.all([helen.port.changeDates(change), helen.port.changeDates(change), helen.port.changeDates(change)])
  expect(await stayOf(helen.id)).toMatchObject({ ...wanted, totalMinor: 47_700 })
  expect((await facts(helen.id)).filter((fact) => fact.startsWith('reservation.changed'))).toEqual(['reservation.changed dates'])
  const { undo } = await helen.port.booking(helen.id)
  expect(undo).toMatchObject({ changeId: change.id, kind: 'dates', until: hours(0.5) })
  const back = { ...form(helen.id), changeId: change.id }
  await helen.port.undo(back)
  await helen.port.undo(back)
  expect(await stayOf(helen.id)).toMatchObject({ arrival: '2026-05-22', totalMinor: 63_600 })
  expect((await helen.port.booking(helen.id)).undo).toBeNull()
  expect((await mailsTo('4066801294')).map(({ subject }) => subject)).toEqual(expect.arrayContaining(['Your stay has new dates · 4066801294', 'We have taken your change back · 4066801294']))
  expect((await helen.port.letters(helen.id)).letters.map(({ kind, data }) => [kind, data.kind, data.undo])).toEqual([['told', 'dates', 'no'], ['told', 'dates', 'yes']])
})

test('R32 | quoteDates() | refuses at the field what is no stay', async () => {
  const problem = (arrival: string, departure: string) => helen.port.quoteDates(helen.id, { arrival, departure }).then(() => 'fine', (error: { detail?: Record<string, unknown> }) => `${error.detail?.field} ${error.detail?.problem}`)
  expect(await problem('2026-05-11', '2026-05-14')).toBe('arrival past')
  expect(await problem('2026-02-30', '2026-05-14')).toBe('arrival missing')
  expect(await problem('2026-05-22', '2026-05-22')).toBe('departure order')
  expect(await problem('2026-05-22', '2026-09-22')).toBe('departure long')
  expect(await problem('2028-05-22', '2028-05-23')).toBe('arrival far')
  expect(await problem('2026-05-22', '2026-05-26')).toBe('arrival same')
})

test('R32 | changeDates() | the deadline is the property’s clock: allowed until the minute it passes there', async () => {
  world.setNow(new Date('2026-05-21T13:00:00Z'))
  expect((await helen.port.booking(helen.id)).may.dates).toEqual({ may: true })
  world.setNow(new Date('2026-05-21T13:00:01Z'))
  expect((await helen.port.booking(helen.id)).may.dates).toEqual({ may: false, because: 'policy' })
  expect((await helen.port.booking(helen.id)).costMinor).toBe(63_600)
  await expect(helen.port.quoteDates(helen.id, { arrival: '2026-05-23', departure: '2026-05-26' })).rejects.toMatchObject({ code: 'not_allowed', detail: { because: 'policy' } })
  world.setNow(new Date('2026-05-22T13:00:00Z'))
  expect((await helen.port.booking(helen.id)).may).toMatchObject({ cancel: { may: false, because: 'started' }, 'arrival-time': { may: true }, details: { may: false, because: 'started' } })
  world.setNow(start)
})

test('R32 | changeArrivalTime() changeDetails() addRequest() | are carried out, told and can be taken back', async () => {
  const time = { ...form(emma.id), time: '18:30' }
  await emma.port.changeArrivalTime(time)
  expect(await stayOf(emma.id)).toMatchObject({ arrivalTime: '18:30' })
  await emma.port.undo({ ...form(emma.id), changeId: time.id })
  expect(await stayOf(emma.id)).toMatchObject({ arrivalTime: null })
  await expect(emma.port.changeArrivalTime({ ...form(emma.id), time: '25:00' })).rejects.toMatchObject({ code: 'invalid' })
  const details = { ...form(emma.id), staying: '  Karin   Lindholm ', guests: 2 }
  await emma.port.changeDetails(details)
  expect(await stayOf(emma.id)).toMatchObject({ staying: 'Karin Lindholm', guests: 2 })
  await emma.port.undo({ ...form(emma.id), changeId: details.id })
  expect(await stayOf(emma.id)).toMatchObject({ staying: null })
  await expect(emma.port.changeDetails({ ...form(emma.id), staying: 'K L', guests: 9 })).rejects.toMatchObject({ code: 'invalid', detail: { field: 'guests', most: 8 } })
  const request = { ...form(emma.id), body: 'En spjälsäng, tack.' }
  await emma.port.addRequest(request)
  await emma.port.addRequest(request)
  await emma.port.undo({ ...form(emma.id), changeId: request.id })
  expect((await emma.port.letters(emma.id)).letters.filter(({ side }) => side === 'guest').map(({ kind, body }) => [kind, body])).toEqual([['request', 'En spjälsäng, tack.'], ['withdrawn', 'Jag tar tillbaka mitt önskemål.']])
  expect((await mailsTo('4068225179')).map(({ subject }) => subject)).toContain('Boendet vet när du kommer · 4068225179')
})

test('a change is taken back within half an hour, only the last one, and a cancellation never', async () => {
  const first = { ...form(emma.id), time: '17:00' }
  const second = { ...form(emma.id), time: '19:00' }
  await emma.port.changeArrivalTime(first)
  world.setNow(hours(0.01))
  await emma.port.changeArrivalTime(second)
  await expect(emma.port.undo({ ...form(emma.id), changeId: first.id })).rejects.toMatchObject({ code: 'already_closed' })
  world.setNow(hours(0.52))
  await expect(emma.port.undo({ ...form(emma.id), changeId: second.id })).rejects.toMatchObject({ code: 'already_closed' })
  expect((await emma.port.booking(emma.id)).undo).toBeNull()
  world.setNow(start)
})

test('R32 R10 | withdrawQuestion() | a question is taken back until it is answered, once, tells both, and can be asked again', async () => {
  const ada = await world.partner('ada')
  await thomas.port.askFreeCancellation({ ...form(thomas.id), body: 'We may not come.' })
  const { seq = 0 } = (await thomas.port.booking(thomas.id)).asking ?? {}
  const back = { ...form(thomas.id), seq }
  await expect(helen.port.withdrawQuestion({ ...back, ...form(thomas.id) })).rejects.toMatchObject({ code: 'not_found' })
  await Promise.all([thomas.port.withdrawQuestion(back), thomas.port.withdrawQuestion(back), thomas.port.withdrawQuestion({ ...back, id: randomUUID() })])
  expect(await thomas.port.booking(thomas.id)).toMatchObject({ asking: { isOpen: false, isWithdrawn: true }, may: { 'free-cancellation': { may: true } } })
  expect((await box(ada.ctx, { state: 'waiting', limit: 10 })).rows).toEqual([])
  await expect(answerFreeCancellation(ada.ctx, { reservationId: thomas.id, seq, clientId: randomUUID(), answer: 'free' })).rejects.toMatchObject({ code: 'already_closed' })
  expect((await propertyThread(ada.ctx, thomas.id)).letters.filter(({ kind }) => kind === 'withdrawn').map(({ data }) => data)).toEqual([{ of: 'free-cancellation' }])
  await world.settle()
  const mails = (await newestMails(world.system, { limit: 100 })).rows.filter(({ subject }) => subject.endsWith('4071105937')).map(({ subject }) => subject)
  expect(mails).toEqual(expect.arrayContaining(['Your question is taken back · 4071105937', 'Thomas Berger frågar inte längre om kostnadsfri avbokning · 4071105937']))
})

test('R32 R10 | askFreeCancellation() | the property chooses a fixed answer; the guest then cancels at that cost', async () => {
  const ada = await world.partner('ada')
  const ask = { ...form(thomas.id), body: 'My mother has fallen ill.' }
  await Promise.all([thomas.port.askFreeCancellation(ask), thomas.port.askFreeCancellation(ask)])
  expect((await thomas.port.booking(thomas.id)).asking).toMatchObject({ isOpen: true, answer: null, expiresAt: hours(24) })
  await expect(thomas.port.askFreeCancellation({ ...form(thomas.id), body: 'Again.' })).rejects.toMatchObject({ code: 'already_used' })
  const { rows: [row] } = await box(ada.ctx, { state: 'waiting', limit: 10 })
  expect(row).toMatchObject({ guestName: 'Thomas Berger', unread: true, answerBy: hours(24) })
  const seq = (await propertyThread(ada.ctx, thomas.id)).letters.findLast(({ request }) => request)?.seq ?? 0
  const priya = await world.partner('priya')
  await expect(answerFreeCancellation(priya.ctx, { reservationId: thomas.id, seq, clientId: randomUUID(), answer: 'free' })).rejects.toMatchObject({ code: 'not_found' })
  await answerFreeCancellation(ada.ctx, { reservationId: thomas.id, seq, clientId: randomUUID(), answer: 'first-night' })
  await expect(answerFreeCancellation(ada.ctx, { reservationId: thomas.id, seq, clientId: randomUUID(), answer: 'no' })).rejects.toMatchObject({ code: 'already_closed' })
  await expect(thomas.port.withdrawQuestion({ ...form(thomas.id), seq })).rejects.toMatchObject({ code: 'already_closed' })
  await world.settle()
  expect((await mailsTo('4071105937')).map(({ subject }) => subject.split(' · ').at(-1))).toEqual(Array(4).fill('4071105937'))
  expect((await thomas.port.booking(thomas.id)).costMinor).toBe(129_000)
  await expect(thomas.port.cancel({ ...form(thomas.id), costMinor: 258_000 })).rejects.toMatchObject({ code: 'thread_changed' })
  const yes = { ...form(thomas.id), costMinor: 129_000 }
  await Promise.all([thomas.port.cancel(yes), thomas.port.cancel(yes)])
  expect(await stayOf(thomas.id)).toMatchObject({ status: 'cancelled', cancelCostMinor: 129_000, cancelledAt: start })
  await expect(thomas.port.undo({ ...form(thomas.id), changeId: yes.id })).rejects.toMatchObject({ code: 'already_closed' })
})

test('R32 | expireRequests() | a request without an answer ends by itself, the guest is told, and the property can answer no more', async () => {
  const ada = await world.partner('ada')
  const [liv] = [await guest('liv')]
  world.setNow(new Date('2026-05-12T09:30:00Z'))
  await liv.port.askFreeCancellation({ ...form(liv.id), body: 'The ferry is cancelled.' })
  const [letter] = (await propertyThread(ada.ctx, liv.id)).letters.filter(({ request }) => request)
  expect(letter?.request?.expiresAt).toEqual(new Date('2026-05-12T13:00:00Z'))
  world.setNow(new Date('2026-05-12T13:00:00Z'))
  await endQuestions(world.system)
  await endQuestions(world.system)
  await world.settle()
  expect((await facts(liv.id)).filter((fact) => fact === 'free-cancellation.expired')).toHaveLength(1)
  await expect(answerFreeCancellation(ada.ctx, { reservationId: liv.id, seq: letter?.seq ?? 0, clientId: randomUUID(), answer: 'free' })).rejects.toMatchObject({ code: 'already_closed' })
  world.setNow(start)
})

test('R10 R60 | writeAsProperty() | both write in one thread under their names; no address goes across', async () => {
  const priya = await world.partner('priya')
  await ana.port.write({ ...form(ana.id), body: 'May we park a van?' })
  expect(await unreadThreads(priya.ctx)).toBeGreaterThan(0)
  const thread = await propertyThread(priya.ctx, ana.id)
  expect(thread.letters).toMatchObject([{ authorName: 'Ana Ruiz', body: 'May we park a van?' }])
  expect(JSON.stringify(thread)).not.toContain('@')
  await markRead(priya.ctx, ana.id)
  await writeAsProperty(priya.ctx, { reservationId: ana.id, clientId: randomUUID(), body: 'Yes, in the yard.' })
  await world.settle()
  expect(await ana.port.booking(ana.id)).toMatchObject({ unread: 1 })
  const letters = await ana.port.letters(ana.id)
  expect(letters.letters.at(-1)).toMatchObject({ side: 'property', body: 'Yes, in the yard.' })
  expect(JSON.stringify(letters)).not.toMatch(/@|Priya/)
  const [mail] = await mailsTo('ana.ruiz')
  expect(mail?.text).toContain('Yes, in the yard.')
  expect(mail?.text).not.toMatch(/priya/i)
  const ada = await world.partner('ada')
  await expect(propertyThread(ada.ctx, ana.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('R32 | receipt() | refund status and receipt say where the money is and give a PDF of what the platform charged', async () => {
  expect((await paul.port.booking(paul.id)).status).toBe('cancelled')
  expect((await paul.port.booking(paul.id)).refund).toMatchObject({ amountMinor: 76_200, withBankAt: null })
  await expect(helen.port.receipt(helen.id)).rejects.toMatchObject({ code: 'not_allowed', detail: { because: 'property-charges' } })
  const { name, bytes } = await marco.port.receipt(marco.id)
  expect(name).toBe('Receipt 4059946023.pdf')
  expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.byteLength).toBeGreaterThan(5_000)
})

test('R32 | resendConfirmation() | goes to the address on file, most of which is hidden from who asks', async () => {
  const resend = form(marco.id)
  expect(await marco.port.resendConfirmation(resend)).toBe('4…3@guest.example')
  await marco.port.resendConfirmation(resend)
  expect((await mailsTo('4059946023')).filter(({ subject }) => subject === 'Your confirmation · 4059946023')).toHaveLength(1)
})

test('R31 | booking() | whoever’s booking it is not finds nothing, a short PIN changes nothing, an account has its own stays and level', async () => {
  const calls: ((port: typeof ana.port, id: string) => Promise<unknown>)[] = [
    (port, id) => port.booking(id), (port, id) => port.quoteDates(id, { arrival: '2026-05-23', departure: '2026-05-26' }),
    (port, id) => port.changeDates({ ...form(id), arrival: '2026-05-23', departure: '2026-05-26', totalMinor: 1 }), (port, id) => port.changeArrivalTime({ ...form(id), time: '10:00' }),
    (port, id) => port.changeDetails({ ...form(id), staying: 'Eve', guests: 1 }), (port, id) => port.addRequest({ ...form(id), body: 'x' }),
    (port, id) => port.askFreeCancellation({ ...form(id), body: 'x' }), (port, id) => port.cancel({ ...form(id), costMinor: 0 }), (port, id) => port.letters(id),
    (port, id) => port.write({ ...form(id), body: 'x' }), (port, id) => port.resendConfirmation(form(id)), (port, id) => port.receipt(id),
    (port, id) => port.undo({ ...form(id), changeId: randomUUID() }),
  ]
  for (const call of calls) await expect(call(ana.port, helen.id)).rejects.toMatchObject({ code: 'not_found' })
  const weak: Ctx<GuestActor> = { ...helen.ctx, actor: { ...helen.ctx.actor, proof: 'short-pin' } }
  const weakPort = guestPort(world.app, weak, 'en')
  expect(await weakPort.booking(helen.id)).toMatchObject({ guestName: null, staying: null, may: { cancel: { may: false, because: 'short-pin' } } })
  for (const call of calls.slice(1)) await expect(call(weakPort, helen.id)).rejects.toMatchObject({ code: 'not_allowed', detail: { because: 'short-pin' } })
  const { actor } = await enterAccount(visitorContext(world.app), ana.actor.id, true)
  expect(actor).toMatchObject({ loyaltyLevel: 3, proof: 'account', reservationId: null })
  const account = guestPort(world.app, { ...ana.ctx, actor }, 'en')
  expect((await account.bookings()).map(({ id }) => id)).toEqual([ana.id])
  expect((await account.booking(ana.id)).confirmationNumber).toBe('4071882316')
  await expect(account.booking(helen.id)).rejects.toMatchObject({ code: 'not_found' })
})
