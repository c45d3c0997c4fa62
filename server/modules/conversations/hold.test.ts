import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { forgetEmptyDrafts, inDrafts } from '#casework'
import { Holding, TakenBack } from '#contract/casework'
import { Attachment } from '#contract/conversations'
import { ask, deskOf, startWorld, threadOf } from '#test/world'
import { sendHeld } from './index.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const maja = await world.agent('maja')

const path = (id: string, act: string) => `/api/v1/desk/conversations/${id}/${act}`
const answers = async (id: string) => (await threadOf(ada, id)).entries.filter(({ kind }) => kind === 'reply').map(({ body }) => body)
const held = async (id: string, body: string, along: { asks?: boolean; fileIds?: string[] } = {}) => {
  const { lastSeq } = await deskOf(maja, id)
  return maja.post(path(id, 'hold'), { clientId: randomUUID(), seenSeq: lastSeq, body, ...along }, Holding)
}
const after = async (seconds: number) => {
  world.setNow(new Date(start.getTime() + seconds * 1000))
  await sendHeld(world.system)
}
const asked = async () => {
  await after(0)
  const { id } = await ask(ada)
  await world.settle()
  return id
}

test('R53 | POST /api/v1/desk/conversations/{id}/hold | an answer leaves once, after ten seconds; until then the asker sees nothing of it', async () => {
  const id = await asked()
  expect(await held(id, 'Two nights it is.')).toEqual({ leavesAt: '2026-05-12T09:00:10.000Z' })
  expect((await deskOf(maja, id)).casework.held).toMatchObject({ body: 'Two nights it is.', leavesAt: '2026-05-12T09:00:10.000Z', stopped: false })
  await after(9)
  expect(await answers(id)).toEqual([])
  world.setNow(new Date(start.getTime() + 10_000))
  await Promise.all([sendHeld(world.system), sendHeld(world.system), sendHeld(world.system)])
  expect(await answers(id)).toEqual(['Two nights it is.'])
  expect((await deskOf(maja, id)).casework.held).toBeNull()
  expect((await threadOf(ada, id)).entries.at(-1)).toMatchObject({ author: { side: 'staff', name: 'Maja Ekström' }, at: '2026-05-12T09:00:10.000Z' })
})

const receipt = async () => {
  const form = new FormData()
  form.set('file', new File(['1 690 kr'], 'receipt.txt', { type: 'text/plain' }))
  return Attachment.parse(await (await maja.send('/api/v1/desk/files', { method: 'POST', body: form })).json())
}

test('R53 | POST /api/v1/desk/conversations/{id}/take-back | an answer that was taken back never leaves, and is given back with its file and as the question it was', async () => {
  const id = await asked()
  const file = await receipt()
  await held(id, 'Too quick.', { asks: true, fileIds: [file.id] })
  expect(await maja.post(path(id, 'take-back'), {}, TakenBack)).toEqual({ body: 'Too quick.', asks: true, files: [file], macro: null })
  await after(60)
  expect(await answers(id)).toEqual([])
  expect(await maja.refused('POST', path(id, 'take-back'), {})).toMatchObject({ status: 404 })
})

test('R53 | POST /api/v1/desk/conversations/{id}/send-now | the answer leaves at once; the next one lets the one before it leave', async () => {
  const id = await asked()
  await held(id, 'First.')
  await held(id, 'Second.')
  expect(await answers(id)).toEqual(['First.'])
  await maja.call('POST', path(id, 'send-now'), {})
  expect(await answers(id)).toEqual(['First.', 'Second.'])
})

test('R53 | POST /api/v1/desk/conversations/{id}/hold | what the asker writes meanwhile stops the answer: it waits for its writer, and nobody else can send it', async () => {
  const id = await asked()
  await held(id, 'Yes, in the calendar.')
  await ada.call('POST', `/api/v1/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Never mind, I mean New Year.' })
  expect(await maja.refused('POST', path(id, 'send-now'), {})).toMatchObject({ status: 409, error: 'thread_changed' })
  await after(11)
  expect(await answers(id)).toEqual([])
  expect((await deskOf(maja, id)).casework.held).toMatchObject({ body: 'Yes, in the calendar.', stopped: true })
  expect(await (await world.agent('lukas')).refused('POST', path(id, 'take-back'), {})).toMatchObject({ status: 404 })
  await held(id, 'Yes, for New Year too.')
  await after(30)
  expect(await answers(id)).toEqual(['Yes, for New Year too.'])
})

test('R53 | POST /api/v1/desk/conversations/{id}/close | an answer that still waits leaves before the conversation is closed', async () => {
  const id = await asked()
  await held(id, 'Done.')
  await maja.call('POST', path(id, 'close'), { outcome: 'solved', askerAgreed: true })
  expect((await threadOf(ada, id)).entries.map(({ kind }) => kind).slice(-2)).toEqual(['reply', 'closed'])
})

test('R53 | POST /api/v1/desk/conversations/{id}/draft | a text that is not sent is kept with its files for its writer alone, on every machine, until it is empty', async () => {
  const id = await asked()
  await maja.call('POST', path(id, 'draft'), { kind: 'reply', body: 'Dear A' })
  await maja.call('POST', path(id, 'draft'), { kind: 'reply', body: 'Dear Ada' })
  const elsewhere = await world.agent('maja')
  expect((await deskOf(elsewhere, id)).casework.drafts).toEqual([{ kind: 'reply', body: 'Dear Ada', files: [], savedAt: start.toISOString() }])
  const file = await receipt()
  await maja.call('POST', path(id, 'draft'), { kind: 'reply', body: 'Dear Ada', fileIds: [file.id] })
  await maja.call('POST', path(id, 'draft'), { kind: 'reply', body: ' ' })
  expect((await deskOf(elsewhere, id)).casework.drafts).toEqual([{ kind: 'reply', body: '', files: [file], savedAt: start.toISOString() }])
  const lukas = await world.agent('lukas')
  expect(await lukas.refused('POST', path(id, 'draft'), { kind: 'reply', body: 'Mine', fileIds: [file.id] })).toMatchObject({ error: 'invalid' })
  expect(await inDrafts(world.system, [file.id, id])).toEqual([file.id])
  expect((await deskOf(lukas, id)).casework.drafts).toEqual([])
  await maja.call('POST', path(id, 'draft'), { kind: 'reply', body: '  ', fileIds: [] })
  expect((await deskOf(maja, id)).casework.drafts).toEqual([{ kind: 'reply', body: '', files: [], savedAt: start.toISOString() }])
  world.setNow(new Date(start.getTime() + 15 * 86_400_000))
  await forgetEmptyDrafts(world.system)
  world.setNow(start)
  expect((await deskOf(maja, id)).casework.drafts).toEqual([])
})

test('R53 | POST /api/v1/desk/conversations/{id}/take-back | at the last instant either the asker gets the answer or its writer, never both', async () => {
  const ids = [await asked(), await asked()]
  for (const id of ids) await held(id, 'Which is it?')
  world.setNow(new Date(start.getTime() + 10_000))
  const backs = ids.map((id) => maja.call('POST', path(id, 'take-back'), {}))
  const [taken] = await Promise.all([Promise.all(backs), sendHeld(world.system), sendHeld(world.system)])
  for (const [n, id] of ids.entries()) expect([taken[n]?.status, await answers(id)]).toEqual(taken[n]?.status === 200 ? [200, []] : [404, ['Which is it?']])
})

test('R53 | POST /api/v1/desk/conversations/{id}/hold | whoever takes over is told of the answer that is on its way; one that was stopped is kept for its writer', async () => {
  const lukas = await world.agent('lukas')
  const handedOver = async (text: string) => {
    const id = await asked()
    await held(id, text)
    return { id, seen: (await deskOf(lukas, id)).lastSeq }
  }
  const holds = async (id: string, seenSeq: number) => {
    await maja.call('POST', path(id, 'release'), {})
    await lukas.call('POST', path(id, 'take'), {})
    return lukas.call('POST', path(id, 'hold'), { clientId: randomUUID(), seenSeq, body: 'Lukas answers.' })
  }
  const waits = await handedOver('Maja has said it.')
  expect(await holds(waits.id, waits.seen)).toMatchObject({ status: 409, body: { error: 'thread_changed' } })
  expect(await answers(waits.id)).toEqual(['Maja has said it.'])
  const stopped = await handedOver('Maja has written this.')
  await maja.call('POST', path(stopped.id, 'draft'), { kind: 'reply', body: 'And begun this.' })
  await ada.call('POST', `/api/v1/conversations/${stopped.id}/messages`, { clientId: randomUUID(), body: 'Another thing.' })
  await after(11)
  expect(await holds(stopped.id, 99)).toMatchObject({ status: 200 })
  expect((await deskOf(maja, stopped.id)).casework).toMatchObject({ held: { body: 'Lukas answers.' }, drafts: [{ kind: 'reply', body: 'Maja has written this.\n\nAnd begun this.' }] })
})
