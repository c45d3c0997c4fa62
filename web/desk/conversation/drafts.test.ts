import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { alongOf, idsOf, setAlong } from './along.ts'
import { adoptDraft, keepFiles, readDraft, writeDraft, type DraftPlace } from './drafts.ts'

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) })
const saved: string[] = []
const at = (second: number) => new Date(Date.UTC(2026, 4, 12, 9, 0, second)).toISOString()
const server = { savedAt: at(0) }
vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
  saved.push((JSON.parse(body) as { body: string }).body)
  return { ok: true, status: 200, headers: new Headers(), json: async () => ({ savedAt: server.savedAt }) }
})
vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const place: DraftPlace = { agentId: 'maja', conversationId: '', kind: 'reply' }
beforeEach(() => {
  place.conversationId = crypto.randomUUID()
})
const type = (text: string, second: number) => writeDraft(place, text, Date.parse(at(second)))
const kept = async (second: number) => {
  server.savedAt = at(second)
  await vi.advanceTimersByTimeAsync(800)
}
const fromServer = (body: string, second: number) => {
  adoptDraft(place, { kind: 'reply', body, files: [], savedAt: at(second) })
  return readDraft(place)
}

test('what was written here goes when it was sent from another machine, and is replaced by what was written on there', async () => {
  type('Dear A', 1)
  await kept(2)
  expect(fromServer('Dear Ada', 10)).toBe('Dear Ada')
  expect(fromServer('', 20)).toBe('')
  expect(stored.size).toBe(0)
})

test('an answer that was sent at once and comes back, as one that a colleague has overtaken, stands in the field again', async () => {
  type('Sent at once', 1)
  type('', 1)
  await kept(2)
  expect(fromServer('Sent at once', 9)).toBe('Sent at once')
})

test('what was typed since it was last kept stays, and is kept next', async () => {
  type('Dear A', 1)
  await kept(2)
  type('Dear Ada', 3)
  expect(fromServer('', 4)).toBe('Dear Ada')
  await kept(5)
  expect([saved.at(-1), fromServer('Dear Ada', 5)]).toEqual(['Dear Ada', 'Dear Ada'])
})

test('an answer of the server that was on its way while the text was kept replaces nothing', async () => {
  expect(fromServer('Dear', 1)).toBe('Dear')
  type('Dear Ada', 2)
  await kept(3)
  expect(fromServer('', 2)).toBe('Dear Ada')
  expect(fromServer('Dear', 1)).toBe('Dear Ada')
})

test('a text of an earlier visit stands until the server has a later one', () => {
  stored.set(`hospes-desk:draft:maja:${place.conversationId}:reply`, JSON.stringify({ text: 'Begun here', savedAt: Date.parse(at(5)) }))
  expect(fromServer('Begun before', 4)).toBe('Begun here')
  place.conversationId = crypto.randomUUID()
  stored.set(`hospes-desk:draft:maja:${place.conversationId}:reply`, JSON.stringify({ text: 'Begun here', savedAt: Date.parse(at(5)) }))
  expect(fromServer('', 6)).toBe('')
})

const file = (id: string) => ({ id, name: `${id}.pdf`, mediaType: 'application/pdf', byteSize: 1, path: `/files/${id}` })
const along = () => idsOf(alongOf(place.conversationId).files)
const filesFromServer = (ids: string[], second: number) => adoptDraft(place, { kind: 'reply', body: readDraft(place), files: ids.map(file), savedAt: at(second) })

test('files stand beside the text again after a reload, go with it when it was sent elsewhere, and one attached here since stays', async () => {
  filesFromServer(['receipt'], 1)
  expect(along()).toEqual(['receipt'])
  const attach = (...ids: string[]) => {
    setAlong(place.conversationId, { files: ids.map((id) => ({ ...file(id), preview: null })) })
    keepFiles(place)
  }
  attach('receipt', 'photo')
  filesFromServer([], 2)
  expect(along()).toEqual(['receipt', 'photo'])
  await kept(3)
  expect(saved.at(-1)).toBe('')
  filesFromServer([], 4)
  expect(along()).toEqual([])
})
