import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Written } from '#contract/desk'
import { answer, ask, deskOf, startWorld, threadOf } from '#test/world'
import { note, receive, reply } from './write.ts'
import { close } from './close.ts'

const world = await startWorld()
const ada = await world.partner('ada')
const [maja, lukas, sofia] = await Promise.all(['maja', 'lukas', 'sofia'].map(world.agent))
if (!maja || !lukas || !sofia) throw new Error('agents')

const messages = (id: string) => `/api/v1/conversations/${id}/messages`
const message = (body: string) => ({ clientId: randomUUID(), body })
const times = <Made>(count: number, make: (index: number) => Made): Made[] => Array.from({ length: count }, (_, index) => make(index))

test('20 who write at once are counted without a gap, by client and reader alike', async () => {
  const { id } = await ask(ada)
  const seqs = await Promise.all(times(20, (index) =>
    index % 2 ? note(maja.ctx, id, message(`note ${index}`)) : receive(ada.ctx, id, message(`message ${index}`))))
  await world.settle()
  const { entries, lastSeq } = await deskOf(maja, id)
  expect(seqs.toSorted((a, b) => a - b)).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
  expect(entries.map(({ seq }) => seq)).toEqual(times(lastSeq, (index) => index + 1))
  expect(entries.filter(({ kind }) => kind === 'message' || kind === 'note')).toHaveLength(21)
})

test('L8 | POST /api/v1/conversations/{id}/messages | the same message five times at once is one row with five equal answers', async () => {
  const { id } = await ask(ada)
  const sent = message('Only once, please.')
  const answers = await Promise.all(times(5, () => ada.call('POST', messages(id), sent)))
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 201, body: { seq: expect.any(Number) } })
  expect((await threadOf(ada, id)).entries.filter(({ body }) => body === sent.body)).toHaveLength(1)
})

test('L8 | POST /api/v1/desk/conversations/{id}/reply | the same answer five times at once is written once', async () => {
  const { id } = await ask(ada)
  const { lastSeq } = await deskOf(maja, id)
  const sent = { ...message('Once is enough.'), seenSeq: lastSeq }
  const answers = await Promise.all(times(5, () => maja.post(`/api/v1/desk/conversations/${id}/reply`, sent, Written)))
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1)
  expect((await threadOf(ada, id)).entries.filter(({ kind }) => kind === 'reply')).toHaveLength(1)
})

test('a client id that comes again with another text, or from somebody else, is refused', async () => {
  const { id } = await ask(ada)
  const sent = message('The first text.')
  await ada.post(messages(id), sent, Written)
  expect(await ada.refused('POST', messages(id), { ...sent, body: 'Another text.' })).toMatchObject({ status: 409, error: 'already_used' })
  await expect(note(maja.ctx, id, sent)).rejects.toMatchObject({ code: 'already_used' })
  expect(await threadOf(ada, id)).toMatchObject({ entries: expect.not.arrayContaining([expect.objectContaining({ body: 'Another text.' })]) })
})

test('a text with broken characters can be sent again like any other', async () => {
  const { id } = await ask(ada)
  const sent = message('half a pair \ud83d, a \0 and an end')
  const first = await ada.post(messages(id), sent, Written)
  expect(await ada.post(messages(id), sent, Written)).toEqual(first)
})

test('R52 | POST /api/v1/desk/conversations/{id}/reply | who answers an older thread is told what came since', async () => {
  const { id } = await ask(ada)
  const { lastSeq } = await deskOf(maja, id)
  const { seq } = await ada.post(messages(id), message('One more thing.'), Written)
  const late = { ...message('An answer to the first message.'), seenSeq: lastSeq }
  expect(await maja.refused('POST', `/api/v1/desk/conversations/${id}/reply`, late)).toEqual({ status: 409, error: 'thread_changed', detail: { seqs: [String(seq)] } })
  await maja.post(`/api/v1/desk/conversations/${id}/reply`, { ...late, seenSeq: seq }, Written)
})

test('R52 | conversations.reply() | of three who answer the same message at once, one is heard and two are told', async () => {
  for (const round of times(5, (index) => index)) {
    const { id } = await ask(ada, { body: `Round ${round}` })
    const { lastSeq: seenSeq } = await deskOf(maja, id)
    const outcomes = await Promise.allSettled([maja, lukas, sofia].map((agent) => reply(agent.ctx, id, { ...message(`from ${agent.actor.name}`), seenSeq })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'thread_changed' })
  }
})

test('an internal note does not stand in the way of an answer, and the asker never sees it', async () => {
  const { id } = await ask(ada)
  const { lastSeq } = await deskOf(maja, id)
  await lukas.post(`/api/v1/desk/conversations/${id}/note`, message('Ask finance first.'), Written)
  await maja.post(`/api/v1/desk/conversations/${id}/reply`, { ...message('Done.'), seenSeq: lastSeq }, Written)
  expect((await deskOf(maja, id)).entries.map(({ kind }) => kind)).toContain('note')
  expect(JSON.stringify(await threadOf(ada, id))).not.toContain('finance')
})

test('R18 | conversations.receive() | a message that meets its closing halfway is never left in a closed conversation', async () => {
  for (const round of times(8, (index) => index)) {
    const { id } = await ask(ada, { body: `Round ${round}` })
    await Promise.all([close(maja.ctx, id, { outcome: 'solved' }), receive(ada.ctx, id, message('Wait, there is more.'))])
    const { entries, state } = await threadOf(ada, id)
    const last = (kind: string) => entries.findLast((entry) => entry.kind === kind)?.seq ?? 0
    // Whichever came second decides: a closing after the message closes, a message after the closing opens again.
    expect(state === 'closed', entries.map(({ kind }) => kind).join(' ')).toBe(last('closed') > last('message'))
  }
})

test('R18 | conversations.receive() | of messages of one moment each finds its thread: added, heard twice, to what is closed, from somebody else', async () => {
  const [open, closed] = [await ask(ada), await ask(ada)]
  await close(maja.ctx, closed.id, { outcome: 'solved' })
  const other = await world.partner('priya')
  const [one, two, late] = [message('one'), message('two'), message('late')]
  const outcomes = await Promise.allSettled([
    receive(ada.ctx, open.id, one), receive(ada.ctx, open.id, two), receive(ada.ctx, open.id, one), receive(ada.ctx, closed.id, late),
    receive(ada.ctx, open.id, { ...two, body: 'another text' }), receive(other.ctx, open.id, message('not mine')),
  ])
  const [first, second, again, reopening, changed, stranger] = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason))
  expect([second, again]).toEqual([first + 1, first])
  expect((await threadOf(ada, closed.id)).entries.find(({ seq }) => seq === reopening)).toMatchObject({ kind: 'message', body: 'late' })
  expect([changed, stranger]).toMatchObject([{ code: 'already_used' }, { code: 'not_found' }])
  expect((await threadOf(ada, open.id)).entries.filter(({ kind }) => kind === 'message').map(({ body }) => body)).toEqual([expect.any(String), 'one', 'two'])
  expect((await threadOf(ada, closed.id)).state).not.toBe('closed')
})

test('nobody writes where there is nothing', async () => {
  const nowhere = randomUUID()
  expect(await ada.refused('POST', messages(nowhere), message('Hello?'))).toMatchObject({ status: 404, error: 'not_found' })
  expect(await maja.refused('POST', `/api/v1/desk/conversations/${nowhere}/reply`, { ...message('Hello?'), seenSeq: 1 })).toMatchObject({ status: 404 })
  expect(await maja.refused('POST', `/api/v1/desk/conversations/${nowhere}/note`, message('Hello?'))).toMatchObject({ status: 404 })
})

test('an answer moves the conversation to answered', async () => {
  const { id } = await ask(ada)
  await answer(maja, id)
  expect(await threadOf(ada, id)).toMatchObject({ state: 'answered' })
})
