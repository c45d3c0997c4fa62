import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Readings, SplitResult, SavedViews, Made } from '#contract/casework'
import { DeskConversation, MyPage } from '#contract/desk'
import { PromiseClock } from '#contract/promises'
import { Properties } from '#contract/public'
import { lookAtAll, move } from '#promises'
import { answer, ask, deskOf, startWorld, threadOf } from '#test/world'

const world = await startWorld({ clock: new Date('2026-05-12T09:00:00Z') })
const [ada, mateo] = [await world.partner('ada'), await world.partner('mateo')]
const [maja, lukas, henrik] = [await world.agent('maja'), await world.agent('lukas'), await world.agent('henrik')]

const path = (id: string, act: string) => `/api/v1/desk/conversations/${id}/${act}`
const asked = async (who: typeof ada, body: string) => {
  const { properties } = await who.get('/api/v1/properties', Properties)
  const opened = await ask(who, { body, propertyId: properties[0]?.id })
  await world.settle()
  return opened
}
const said = async (who: typeof ada, id: string) => (await threadOf(who, id)).entries.flatMap(({ body }) => body ?? [])

test('R53 | POST /api/v1/desk/conversations/{id}/merge | staff read both as one, its asker reads their own; taken apart it is open as before', async () => {
  const [first, second] = [await asked(ada, 'Where is my payout?'), await asked(ada, 'I ask again: my payout?')]
  await maja.call('POST', path(second.id, 'merge'), { caseNumber: first.caseNumber })
  await answer(maja, first.id, 'On its way.')
  const { casework, entries } = await deskOf(maja, first.id)
  expect(casework.merged).toMatchObject([{ id: second.id, caseNumber: second.caseNumber, entries: [{ body: 'I ask again: my payout?' }] }])
  expect(entries.map(({ kind }) => kind)).toContain('merged')
  expect((await deskOf(maja, second.id))).toMatchObject({ state: 'closed', closure: { outcome: 'duplicate' }, casework: { mergedInto: { caseNumber: first.caseNumber } } })
  expect(await said(ada, second.id)).toEqual(['I ask again: my payout?'])
  expect(await maja.refused('POST', path(second.id, 'merge'), { caseNumber: first.caseNumber })).toMatchObject({ status: 409 })
  await maja.call('POST', path(second.id, 'unmerge'), {})
  expect((await deskOf(maja, first.id)).casework.merged).toEqual([])
  expect((await deskOf(maja, second.id))).toMatchObject({ closure: null, casework: { mergedInto: null } })
})

test('R53 | POST /api/v1/desk/conversations/{id}/merge | between different people it is refused with both names until that was seen; neither ever reads the other', async () => {
  const [hers, his] = [await asked(ada, 'Ada asks.'), await asked(mateo, 'Mateo asks.')]
  expect(await maja.refused('POST', path(his.id, 'merge'), { caseNumber: hers.caseNumber })).toMatchObject({
    status: 400, detail: { problem: 'different-people', from: expect.stringContaining('Mateo'), into: 'Ada Lindqvist' },
  })
  await maja.call('POST', path(his.id, 'merge'), { caseNumber: hers.caseNumber, acrossPeople: true })
  await answer(maja, hers.id, 'For Ada.')
  expect(await said(ada, hers.id)).toEqual(['Ada asks.', 'For Ada.'])
  expect(await said(mateo, his.id)).toEqual(['Mateo asks.'])
  await mateo.call('POST', `/api/v1/conversations/${his.id}/messages`, { clientId: randomUUID(), body: 'And I?' })
  expect((await deskOf(maja, his.id))).toMatchObject({ state: 'received', closure: null, casework: { mergedInto: null } })
})

test('R16 R53 | POST /api/v1/desk/conversations/{id}/unmerge | what comes back has its promise as it was, whether staff take it apart or its asker writes, and also while it waits for them', async () => {
  const [into, apart, written, paused] = [await asked(ada, 'First.'), await asked(ada, 'Second.'), await asked(ada, 'Third.'), await asked(ada, 'Fourth.')]
  await maja.call('POST', path(paused.id, 'reply'), { clientId: randomUUID(), seenSeq: 99, body: 'Which room?', asks: true })
  await world.settle()
  const clockOf = (id: string) => maja.get(`/api/v1/desk/conversations/${id}/promise`, PromiseClock)
  const before = await clockOf(apart.id)
  for (const { id } of [apart, written, paused]) await maja.call('POST', path(id, 'merge'), { caseNumber: into.caseNumber })
  await world.settle()
  expect((await clockOf(apart.id)).state).toBe('ended')
  world.setNow(new Date('2026-05-12T09:10:00Z'))
  await maja.call('POST', path(apart.id, 'unmerge'), {})
  await maja.call('POST', path(paused.id, 'unmerge'), {})
  await ada.call('POST', `/api/v1/conversations/${written.id}/messages`, { clientId: randomUUID(), body: 'And I?' })
  await world.settle()
  for (const id of [apart.id, written.id]) expect(await clockOf(id)).toMatchObject({ state: 'running', startedAt: before.startedAt, dueAt: before.dueAt, firstAt: before.firstAt, keptBy: null, missed: false })
  expect(await clockOf(paused.id)).toMatchObject({ state: 'paused', keptBy: null })
  const row = await world.app.system.db.selectFrom('promises.promise').where('conversation_id', '=', apart.id).select(['wake_at', 'warn_at']).executeTakeFirst()
  expect(row?.wake_at).toEqual(row?.warn_at)
  // It is warned of, moved and counted as if nothing had been.
  world.setNow(new Date(Date.parse(before.dueAt ?? '') - 60_000))
  expect(await lookAtAll(world.system, [apart.id, paused.id], { maxMoves: 2 })).toMatchObject({ moved: 1, missed: 0 })
  world.setNow(new Date('2026-05-12T09:00:00Z'))
})

test('R53 | POST /api/v1/desk/conversations/{id}/split | another matter gets a case of its own with the promise that was given, once; merged back it is undone', async () => {
  const { id } = await asked(ada, 'The price is wrong.')
  await ada.call('POST', `/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And our sign has been stolen.' })
  const { entries, promise } = await deskOf(maja, id)
  const second = entries.findLast(({ kind }) => kind === 'message')?.seq ?? 0
  const input = { submissionId: randomUUID(), seqs: [second], topic: 'property-info', subtopic: 'other' }
  const made = await maja.post(path(id, 'split'), input, SplitResult)
  expect(await maja.post(path(id, 'split'), input, SplitResult)).toEqual(made)
  await world.settle()
  expect(await deskOf(maja, made.id)).toMatchObject({ topic: { key: 'property-info' }, asker: { name: 'Ada Lindqvist' }, promise: { firstAt: promise?.firstAt } })
  expect(await said(ada, made.id)).toEqual(['And our sign has been stolen.'])
  expect(await maja.refused('POST', path(id, 'split'), { ...input, submissionId: randomUUID(), seqs: [second + 1, 2] })).toMatchObject({ status: 400 })
  await maja.call('POST', path(made.id, 'merge'), { caseNumber: (await deskOf(maja, id)).caseNumber })
  expect((await deskOf(maja, made.id)).state).toBe('closed')
})

test('R53 | POST /api/v1/desk/conversations/{id}/unsplit | a split is undone while nothing was written since, later it is refused; the first promised time goes along', async () => {
  const { id, caseNumber } = await asked(ada, 'The price is wrong, and our sign is gone.')
  const first = (await deskOf(maja, id)).promise?.firstAt ?? ''
  await move(world.system, id, { to: new Date(Date.parse(first) + 3_600_000), reason: 'more-than-usual' })
  const splitOff = async () => {
    const made = await maja.post(path(id, 'split'), { submissionId: randomUUID(), seqs: [1], topic: 'property-info', subtopic: 'other' }, SplitResult)
    await world.settle()
    return made
  }
  const [one, other] = [await splitOff(), await splitOff()]
  expect(await deskOf(maja, one.id)).toMatchObject({ promise: { firstAt: first, dueAt: first }, casework: { splitFrom: { id, caseNumber } } })
  expect(await maja.post(path(one.id, 'unsplit'), {}, SplitResult)).toEqual({ id, caseNumber })
  expect(await deskOf(maja, one.id)).toMatchObject({ state: 'closed', casework: { splitFrom: null, mergedInto: { caseNumber } } })
  expect((await deskOf(maja, id)).casework.merged.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'message'))).toEqual([])
  await maja.call('POST', path(other.id, 'note'), { clientId: randomUUID(), body: 'The police know of it.' })
  expect((await deskOf(maja, other.id)).casework.splitFrom).toBeNull()
  expect(await maja.refused('POST', path(other.id, 'unsplit'), {})).toMatchObject({ status: 409, error: 'thread_changed' })
  expect(await deskOf(maja, other.id)).toMatchObject({ closure: null, casework: { mergedInto: null } })
})

test('R91 | POST /api/v1/desk/conversations/{id}/suspect | links are off at once on both sides; so they are for a deceptive link and a report of fraud, until somebody clears it', async () => {
  const plain = await asked(ada, 'Look at https://photos.example/room')
  const page = async (id: string) => (await ada.page(`/en/extranet/inbox/platform/${id}`)).text
  expect(await page(plain.id)).toContain('href="https://photos.example/room"')
  await maja.call('POST', path(plain.id, 'suspect'), {})
  expect(await page(plain.id)).not.toContain('href="https://photos.example/room"')
  expect(await page(plain.id)).toContain('Links in this conversation are switched off')
  expect((await deskOf(maja, plain.id)).casework.suspicion).toMatchObject({ because: 'staff' })
  const deceptive = await asked(ada, 'Pay at http://192.0.2.7/pay')
  expect((await deskOf(maja, deceptive.id)).casework.suspicion).toMatchObject({ because: 'deceptive-link' })
  await maja.call('POST', path(deceptive.id, 'clear'), {})
  expect((await deskOf(maja, deceptive.id)).casework.suspicion).toBeNull()
  const report = await ask(ada, { topic: 'account', subtopic: 'breach-or-phishing', body: 'Is this yours? https://photos.example/x' })
  expect((await deskOf(maja, report.id)).casework.suspicion).toMatchObject({ because: 'reported' })
})

test('R56 | POST /{locale}/extranet/inbox/platform/{id}/rate | asked once it is answered, kept with its reason and changed at will; nobody else rates it', async () => {
  const { id } = await asked(ada, 'Was it good?')
  const at = `/sv/extranet/inbox/platform/${id}`
  expect((await ada.page(at)).text).not.toContain('Fick du hjälp?')
  expect((await ada.submit(`${at}/rate`, { rating: 'good' })).status).toBe(403)
  await answer(maja, id)
  expect((await ada.page(at)).text).toContain('Fick du hjälp?')
  await ada.submit(`${at}/rate`, { rating: 'bad', why: 'Det tog <b>lång</b> tid.' })
  expect((await deskOf(maja, id)).casework.rating).toMatchObject({ good: false, why: 'Det tog <b>lång</b> tid.' })
  expect((await ada.page(at)).text).toContain('Det tog &lt;b&gt;lång&lt;/b&gt; tid.')
  await ada.submit(`${at}/rate`, { rating: 'good', why: '' })
  expect((await deskOf(maja, id)).casework.rating).toMatchObject({ good: true, why: '' })
  expect((await mateo.submit(`${at}/rate`, { rating: 'bad' })).status).toBe(404)
})

test('R56 | POST /{locale}/guest/contact/conversations/{id}/rate | a guest rates in their language, without JavaScript', async () => {
  const ana = await world.guest('ana')
  const sent = await ana.submit('/es/guest/contact/booking-details/other/message', { submissionId: randomUUID(), body: '¿Hay desayuno?', do: 'send' })
  const id = /([0-9a-f]{8}-[0-9a-f-]{27})/.exec(sent.location ?? '')?.[1] ?? ''
  await answer(maja, id)
  const at = (sent.location ?? '').replace(/\/sent$/, '')
  expect((await ana.page(at)).text).toContain('¿Ha recibido ayuda?')
  await ana.submit(`${at}/rate`, { rating: 'good', why: 'Rápido' })
  expect((await deskOf(maja, id)).casework.rating).toMatchObject({ good: true, why: 'Rápido' })
})

test('R53 | POST /api/v1/desk/conversations/{id}/note | who is named in a note has it in their list until they have looked', async () => {
  const { id } = await asked(ada, 'Hard question.')
  await maja.call('POST', path(id, 'note'), { clientId: randomUUID(), body: '@Lukas do you know?', mentions: [lukas.actor.id] })
  const listed = async () => (await lukas.get('/api/v1/desk/mine', MyPage)).rows.find(({ conversationId }) => conversationId === id)
  expect(await listed()).toMatchObject({ mention: { by: 'Maja Ekström' }, waits: false })
  await lukas.call('POST', path(id, 'mentions-seen'), {})
  expect(await listed()).toBeUndefined()
  expect(await maja.refused('POST', path(id, 'note'), { clientId: randomUUID(), body: '@x', mentions: [ada.actor.id] })).toMatchObject({ status: 400 })
})

test('R53 | POST /api/v1/desk/files | a file goes along with an answer of whoever stored it, and the asker opens it', async () => {
  const { id } = await asked(ada, 'Send me the form.')
  const form = new FormData()
  form.append('file', new File(['a;b'], 'form.csv'))
  const stored = (await (await maja.send('/api/v1/desk/files', { method: 'POST', body: form })).json()) as { id: string }
  const reply = (who: typeof maja) => who.call('POST', path(id, 'reply'), { clientId: randomUUID(), seenSeq: 99, body: 'Here.', fileIds: [stored.id] })
  expect(await reply(lukas)).toMatchObject({ status: 400 })
  expect(await reply(maja)).toMatchObject({ status: 200 })
  expect((await threadOf(ada, id)).entries.at(-1)?.attachments).toMatchObject([{ name: 'form.csv' }])
  expect((await ada.send(`/files/${stored.id}`)).status).toBe(200)
})

test('R90 | GET /api/v1/desk/conversations/{id}/readings | every look of the staff is a row that leads can read', async () => {
  const { id } = await asked(ada, 'Who reads me?')
  await Promise.all([deskOf(lukas, id), deskOf(lukas, id), deskOf(maja, id)])
  const { readings } = await henrik.get(path(id, 'readings'), Readings)
  expect(readings.map(({ name }) => name).toSorted()).toEqual(['Lukas Brandt', 'Maja Ekström'])
  // What a desk fetches ahead is written down as that, until it is opened.
  const sofia = await world.agent('sofia')
  const hers = async () => (await henrik.get(path(id, 'readings'), Readings)).readings.find(({ name }) => name === sofia.actor.name)?.opened
  await sofia.get(`/api/v1/desk/conversations/${id}?ahead=true`, DeskConversation)
  expect(await hers()).toBe(false)
  await sofia.call('POST', `/api/v1/desk/conversations/${id}/near`, { does: 'looks' })
  expect(await hers()).toBe(true)
  expect(await maja.refused('GET', path(id, 'readings'))).toMatchObject({ status: 403 })
})

test('R53 | POST /api/v1/desk/views | a view is one’s own or shared; others see the shared, and only its owner or a lead drops it', async () => {
  const own = await maja.post('/api/v1/desk/views', { name: 'Spanish guests', shared: false, filters: 'door=guest&language=es' }, Made)
  const shared = await maja.post('/api/v1/desk/views', { name: 'Payouts', shared: true, filters: 'topic=payouts' }, Made)
  expect((await lukas.get('/api/v1/desk/views', SavedViews)).views).toEqual([{ id: shared.id, name: 'Payouts', shared: true, filters: 'topic=payouts', own: false, by: 'Maja Ekström' }])
  expect(await lukas.refused('POST', `/api/v1/desk/views/${shared.id}/drop`, {})).toMatchObject({ status: 403 })
  expect(await lukas.refused('POST', `/api/v1/desk/views/${own.id}/drop`, {})).toMatchObject({ status: 404 })
  await henrik.call('POST', `/api/v1/desk/views/${shared.id}/drop`, {})
  expect((await maja.get('/api/v1/desk/views', SavedViews)).views.map(({ name }) => name)).toEqual(['Spanish guests'])
})
