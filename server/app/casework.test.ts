import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { InsertableArticles, Made, SavedReplyList, TagList } from '#contract/casework'
import { MyPage, QueuePage } from '#contract/desk'
import { ringReminders } from '#casework'
import { acceptHeld, holdMail, noteUndelivered, receiveByMail, snooze, wakeDue } from '#conversations'
import { ask, deskOf, startWorld } from '#test/world'

// A Tuesday, 11:00 in Stockholm; Liv Dahl arrives today at 15:00.
const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const maja = await world.agent('maja')

const path = (id: string, act: string) => `/api/v1/desk/conversations/${id}/${act}`
const overbooked = { topic: 'reservations', subtopic: 'overbooking', confirmationNumber: '4071930548', locale: 'sv', body: 'Vi är fulla.' }
const asked = async (change = {}) => {
  world.setNow(start)
  const opened = await ask(ada, change)
  await world.settle()
  return opened
}
const waiting = async (id: string) => (await maja.get('/api/v1/desk/queue?limit=200', QueuePage)).rows.some(({ conversationId }) => conversationId === id)
const mine = async (id: string) => (await maja.get('/api/v1/desk/mine', MyPage)).rows.find(({ conversationId }) => conversationId === id)
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000)

test('R53 | GET /api/v1/desk/conversations/{id}/saved-replies | those of the subtopic come first, in the asker’s language, filled in with what is known of the matter', async () => {
  const { id, caseNumber } = await asked(overbooked)
  const { replies } = await maja.get(path(id, 'saved-replies'), SavedReplyList)
  expect(replies[0]).toMatchObject({ key: 'overbooking-relocate', name: 'Överbokat: annat boende', locale: 'sv', fits: 'subtopic', missing: [] })
  expect(replies[0]?.body).toMatch(/^Hej Ada,.*bokning 4071930548 \(ankomst 12 maj 2026\).*åt Liv Dahl nu.*Maja$/s)
  const general = replies.find(({ key }) => key === 'asked-colleagues')
  expect(general?.body).toMatch(/senast tisdag 12 maj.*13:00/)
  expect(general?.body).toContain(caseNumber)
  expect(replies.findIndex(({ fits }) => fits === 'other')).toBeGreaterThan(replies.findIndex(({ fits }) => fits === 'any'))
})

test('R53 | GET /api/v1/desk/conversations/{id}/saved-replies | without a booking its values stay open and are named; a language without a text gets English', async () => {
  const { id } = await asked({ locale: 'pl' })
  const { replies } = await maja.get(path(id, 'saved-replies'), SavedReplyList)
  expect(replies.find(({ key }) => key === 'no-show-how')).toMatchObject({ locale: 'en', fits: 'other', missing: ['confirmation_number'] })
  expect(replies.find(({ key }) => key === 'no-show-how')?.body).toContain('until 48 hours after check-out')
})

test('R53 | GET /api/v1/desk/conversations/{id}/articles | the subtopic’s articles, or what the words find, with their address in the asker’s language', async () => {
  const { id } = await asked(overbooked)
  const first = await maja.get(path(id, 'articles'), InsertableArticles)
  expect(first.articles[0]).toMatchObject({ key: 'overbooked', locale: 'sv' })
  expect(first.articles[0]?.url).toMatch(/^http:\/\/.*\/sv\/partner\/help\/bokningar\//)
  expect((await maja.get(`${path(id, 'articles')}?q=utebliven%20ankomst`, InsertableArticles)).articles[0]).toMatchObject({ key: 'no-show' })
})

test('R53 | POST /api/v1/desk/conversations/{id}/snooze | until its time it waits for nobody, its holder sees when; then it waits again as before', async () => {
  const { id } = await asked()
  await maja.call('POST', path(id, 'take'), {})
  await maja.call('POST', path(id, 'snooze'), { until: later(0.2).toISOString() })
  await world.settle()
  expect(await mine(id)).toMatchObject({ waits: false, snoozed: { until: later(0.2).toISOString() } })
  expect(await maja.refused('POST', path(id, 'snooze'), { until: start.toISOString() })).toMatchObject({ status: 400, detail: { field: 'until', problem: 'past' } })
  world.setNow(later(0.2))
  await Promise.all([wakeDue(world.system), wakeDue(world.system)])
  await world.settle()
  expect(await mine(id)).toMatchObject({ waits: true, snoozed: null })
  expect((await deskOf(maja, id)).entries.filter(({ kind }) => kind === 'snoozed' || kind === 'woken')).toHaveLength(2)
})

test('R53 | POST /api/v1/desk/conversations/{id}/snooze | until they write: the asker’s next message brings it back at once', async () => {
  const { id } = await asked()
  await maja.call('POST', path(id, 'snooze'), { until: null })
  await world.settle()
  expect(await waiting(id)).toBe(false)
  await ada.call('POST', `/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Any news?' })
  await world.settle()
  expect(await waiting(id)).toBe(true)
  expect((await deskOf(maja, id)).casework.snoozed).toBeNull()
})

test('R53 E10 | SMTP | a mail of the asker’s, one that may be theirs, one accepted as theirs and an answer that did not arrive bring back what was put aside until they write', async () => {
  const { system } = world
  const aside = (id: string) => snooze(maja.ctx, id, { until: null })
  const [wrote, maybe, accepted, failed] = [(await ask(ada)).id, (await ask(ada)).id, (await ask(ada)).id, (await ask(ada)).id]
  const seq = await holdMail(system, accepted, byMail())
  for (const id of [wrote, maybe, accepted, failed]) await aside(id)
  await receiveByMail(system, wrote, byMail())
  await holdMail(system, maybe, byMail())
  await acceptHeld(maja.ctx, accepted, seq)
  await noteUndelivered(system, failed, { clientId: randomUUID(), body: '550 no such user', data: {} })
  await world.settle()
  for (const id of [wrote, maybe, accepted, failed]) expect([(await deskOf(maja, id)).casework.snoozed, await waiting(id)]).toEqual([null, true])
})
const byMail = () => ({ clientId: randomUUID(), body: 'Any news, by mail?', data: {}, by: { id: null, name: 'Ada Lindqvist' } })

test('R60 | SMTP | a mail of the asker’s takes a merged conversation apart, as writing in it does', async () => {
  const [into, from] = [await asked(), await asked()]
  await maja.call('POST', path(from.id, 'merge'), { caseNumber: into.caseNumber })
  await receiveByMail(world.system, from.id, byMail())
  expect(await deskOf(maja, from.id)).toMatchObject({ closure: null, casework: { mergedInto: null } })
})

test.each([
  { at: start, minutes: 30, when: 'the guest arrives today' },
  { at: later(-72), minutes: 120, when: 'within the week' },
  { at: later(-9 * 24), minutes: 24 * 60, when: 'later' },
])('R53 | POST /api/v1/desk/conversations/{id}/reminders | a relocation is due in $minutes minutes when $when', async ({ at, minutes }) => {
  const { id } = await asked(overbooked)
  world.setNow(at)
  // A session of that day.
  const sofia = await world.agent('sofia')
  await sofia.post(path(id, 'reminders'), { kind: 'relocation' }, Made)
  expect((await deskOf(sofia, id)).casework.reminders).toMatchObject([{ kind: 'relocation', dueAt: new Date(at.getTime() + minutes * 60_000).toISOString(), isDue: false }])
})

test('R53 | POST /api/v1/desk/conversations/{id}/reminders | rings once when its time comes, stands in the list of its maker, and goes when it is done', async () => {
  const { id } = await asked()
  await maja.call('POST', path(id, 'take'), {})
  const { id: reminderId } = await maja.post(path(id, 'reminders'), { kind: 'follow-up', what: 'Has the bank answered?', dueAt: later(0.2).toISOString() }, Made)
  expect(await mine(id)).toMatchObject({ reminder: null })
  world.setNow(later(0.2))
  await Promise.all([ringReminders(world.system), ringReminders(world.system)])
  expect(await mine(id)).toMatchObject({ reminder: 'Has the bank answered?' })
  const rung = await world.app.system.db.selectFrom('platform.fact').where('name', '=', 'reminder.due').where('conversation_id', '=', id).select('id').execute()
  expect(rung).toHaveLength(1)
  await maja.call('POST', `/api/v1/desk/reminders/${reminderId}/done`, {})
  expect(await mine(id)).toMatchObject({ reminder: null })
})

test('R53 | POST /api/v1/desk/conversations/{id}/tags | tags are put on and taken off, written one way, and all in use are known', async () => {
  const { id } = await asked()
  expect(await maja.post(path(id, 'tags'), { add: ['  VIP ', 'fire damage', 'vip'] }, TagList)).toEqual({ tags: ['fire damage', 'vip'] })
  expect(await maja.post(path(id, 'tags'), { add: ['översvämning'], remove: ['vip'] }, TagList)).toEqual({ tags: ['fire damage', 'översvämning'] })
  expect((await maja.get('/api/v1/desk/tags', TagList)).tags).toEqual(expect.arrayContaining(['fire damage', 'översvämning']))
  expect(await maja.refused('POST', path(id, 'tags'), { add: ['<b>'] })).toMatchObject({ status: 400 })
})

test('R53 | POST /api/v1/desk/conversations/{id}/links | linked conversations name each other by case number; the askers learn nothing of it', async () => {
  const [one, other] = [await asked(), await asked()]
  await maja.call('POST', path(one.id, 'links'), { caseNumber: other.caseNumber.toLowerCase() })
  await maja.call('POST', path(other.id, 'links'), { caseNumber: one.caseNumber })
  expect((await deskOf(maja, other.id)).casework.linked).toMatchObject([{ id: one.id, caseNumber: one.caseNumber, askerName: 'Ada Lindqvist' }])
  expect(await maja.refused('POST', path(one.id, 'links'), { caseNumber: 'H-0000-0' })).toMatchObject({ status: 404 })
  expect(JSON.stringify((await ada.call('GET', `/api/v1/conversations/${one.id}`)).body)).not.toContain(other.caseNumber)
  await maja.call('POST', path(one.id, 'unlink'), { otherId: other.id })
  expect((await deskOf(maja, one.id)).casework.linked).toEqual([])
})
