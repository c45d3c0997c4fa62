import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { publishSavedReplies } from '#casework'
import { Holding, SavedReplyList } from '#contract/casework'
import { EditedReplies } from '#contract/macros'
import { sendHeld } from '#conversations'
import { actHeld } from '#macros'
import { ask, deskOf, startWorld, threadOf } from '#test/world'

const start = new Date('2026-05-11T11:00:00Z')
const world = await startWorld({ clock: start })
const [ada, maja, lead] = [await world.partner('ada'), await world.agent('maja'), await world.agent('henrik')]
const path = (id: string, verb: string) => `/api/v1/desk/conversations/${id}/${verb}`
const Nothing = z.unknown()

const macro = {
  door: 'partner', key: 'to-payouts', topics: ['invoices'], names: { en: 'It is about a payout' }, bodies: {},
  actions: [
    { do: 'topic', topic: 'payouts', subtopic: 'bank-details' }, { do: 'language', locale: 'de' }, { do: 'tags', add: ['moved'], remove: ['new'] },
    { do: 'note', text: '{{asker_name}} asked under the wrong topic.' }, { do: 'remind', kind: 'follow-up', hours: 2, what: 'look again' }, { do: 'snooze', hours: 4 },
  ],
}
await lead.post('/api/v1/desk/saved-replies', macro, Nothing)

const taken = async () => {
  const { id } = await ask(ada)
  await world.settle()
  await maja.post(path(id, 'take'), {}, Nothing)
  await maja.post(path(id, 'tags'), { add: ['new'] }, Nothing)
  return id
}
const seconds = (n: number) => new Date(world.system.now().getTime() + n * 1000)
const act = async () => {
  await sendHeld(world.system)
  await actHeld(world.system)
}

test('R53 | POST /api/v1/desk/conversations/{id}/macro | says what it will do, waits out its seconds, then does all of it in its agent’s name', async () => {
  const id = await taken()
  const { replies } = await maja.get(path(id, 'saved-replies'), SavedReplyList)
  expect(replies.find(({ key }) => key === 'to-payouts')?.actions.map(({ action, name, gone }) => [action.do, name !== null, gone])).toEqual([
    ['topic', true, false], ['language', false, false], ['tags', false, false], ['note', false, false], ['remind', false, false], ['snooze', false, false],
  ])
  const { leavesAt } = await maja.post(path(id, 'macro'), { key: 'to-payouts' }, Holding)
  await actHeld(world.system)
  expect(await deskOf(maja, id)).toMatchObject({ topic: { key: 'rates' }, casework: { tags: ['new'], snoozed: null, macro: { key: 'to-payouts', refused: null, withReply: false } } })
  world.setNow(new Date(leavesAt))
  await act()
  const done = await deskOf(maja, id)
  expect(done).toMatchObject({ topic: { key: 'payouts' }, subtopic: { key: 'bank-details' }, locale: 'de', casework: { macro: null, tags: ['moved'], reminders: [{ what: 'look again' }] } })
  expect(done.casework.snoozed?.until).toBe(new Date(Date.parse(leavesAt) + 4 * 3_600_000).toISOString())
  expect(done.entries.find(({ kind }) => kind === 'note')).toMatchObject({ body: 'Ada Lindqvist asked under the wrong topic.', author: { name: maja.actor.name } })
  expect((await threadOf(ada, id)).entries.map(({ kind }) => kind)).not.toContain('reclassified')
})

test('R53 | POST /api/v1/desk/conversations/{id}/macro/take-back | one undo takes back all of it; nothing has happened', async () => {
  const id = await taken()
  const { leavesAt } = await maja.post(path(id, 'macro'), { key: 'to-payouts' }, Holding)
  await maja.post(path(id, 'macro/take-back'), {}, Nothing)
  world.setNow(new Date(leavesAt))
  await act()
  expect(await deskOf(maja, id)).toMatchObject({ topic: { key: 'rates' }, casework: { macro: null, tags: ['new'], reminders: [], snoozed: null } })
  expect(await maja.refused('POST', path(id, 'macro/take-back'), {})).toMatchObject({ status: 404 })
})

test('R53 | POST /api/v1/desk/conversations/{id}/hold | with an answer it acts once the answer has left; taken back, both wait for their writer', async () => {
  await lead.post('/api/v1/desk/saved-replies', { ...macro, key: 'done', names: { en: 'Done' }, bodies: { en: 'It is **done**.' }, actions: [{ do: 'close', outcome: 'solved', askerAgreed: true }] }, Nothing)
  const id = await taken()
  const answer = async () => ({ clientId: randomUUID(), seenSeq: (await deskOf(maja, id)).lastSeq, body: 'It is **done**.', macro: 'done' })
  await maja.post(path(id, 'hold'), await answer(), Holding)
  expect(await maja.post(path(id, 'take-back'), {}, z.object({ body: z.string(), macro: z.string().nullable() }))).toEqual({ body: 'It is **done**.', macro: 'done' })
  const { leavesAt } = await maja.post(path(id, 'hold'), await answer(), Holding)
  world.setNow(new Date(leavesAt))
  await act()
  const { closure, entries } = await deskOf(maja, id)
  expect(closure).toMatchObject({ outcome: 'solved', by: maja.actor.name })
  expect(entries.slice(-2).map(({ kind }) => kind)).toEqual(['reply', 'closed'])
})

test('R53 | POST /api/v1/desk/conversations/{id}/macro | what its agent may not do is refused as a whole, with the reason; nothing of it is done', async () => {
  await lead.post('/api/v1/desk/saved-replies', { ...macro, key: 'to-team', actions: [{ do: 'tags', add: ['moved'] }, { do: 'hand-over', to: { agentId: lead.actor.id }, note: 'Yours.' }] }, Nothing)
  const id = await taken()
  await maja.post(path(id, 'macro'), { key: 'to-team' }, Holding)
  await maja.post(path(id, 'release'), {}, Nothing)
  await lead.post(path(id, 'take'), {}, Nothing)
  world.setNow(seconds(60))
  await act()
  expect(await deskOf(maja, id)).toMatchObject({ casework: { tags: ['new'], macro: { key: 'to-team', refused: 'taken_by_another' } } })
  await maja.post(path(id, 'macro/take-back'), {}, Nothing)
  expect((await deskOf(maja, id)).casework.macro).toBeNull()
})

test('R53 | POST /api/v1/desk/saved-replies | what leads keep is checked, and an import of files leaves it as it is', async () => {
  const wrong = [
    { ...macro, bodies: { en: 'Hello {{nobody}}' } }, { ...macro, topics: ['rates/nowhere'] }, { ...macro, actions: [] }, { ...macro, names: { sv: 'Bara svenska' } },
    { ...macro, actions: [{ do: 'snooze', hours: 1 }, { do: 'close', outcome: 'solved' }] }, { ...macro, actions: [{ do: 'topic', topic: 'payouts', subtopic: 'nowhere' }] },
  ]
  for (const body of wrong) expect(await lead.refused('POST', '/api/v1/desk/saved-replies', body)).toMatchObject({ status: 400 })
  await lead.post('/api/v1/desk/saved-replies/remove', { door: 'partner', key: 'asked-colleagues' }, Nothing)
  await publishSavedReplies(world.system, { door: 'partner', replies: [
    { key: 'to-payouts', topics: [], names: { en: 'Other' }, bodies: { en: 'Other' }, actions: [] }, { key: 'asked-colleagues', topics: [], names: { en: 'Back' }, bodies: { en: 'Back' }, actions: [] },
  ] })
  const { replies } = await lead.get('/api/v1/desk/saved-replies', EditedReplies)
  expect(replies.filter(({ door }) => door === 'partner').map(({ key }) => key)).toEqual(expect.arrayContaining(['to-payouts', 'done', 'to-team']))
  expect(replies.find(({ key }) => key === 'to-payouts')).toMatchObject({ names: macro.names, edited: { by: lead.actor.name } })
  expect(replies.some(({ key }) => key === 'asked-colleagues')).toBe(false)
})
