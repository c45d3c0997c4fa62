import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { DeskConversation } from '#contract/desk'
import { Conversation } from '#contract/public'
import { Places, ThreadStretch } from '#contract/thread'
import { ask, startWorld } from '#test/world'

const world = await startWorld()
const ada = await world.partner('ada')
const maja = await world.agent('maja')

/** As many more messages of Ada's, a minute apart, the first a minute from now. */
const goOn = (id: string, more: number) => sql`
  with said as (
    insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, at)
    select c.brand_id, c.id, c.last_seq + n, 'message', c.asker_id, c.asker_name, 'Rad ' || n || case when n = 7 then ' om Ångströms nyckel' else '' end, c.last_entry_at + n * interval '1 minute'
    from conversations.conversation c, generate_series(1, ${more}) n where c.id = ${id} returning brand_id)
  update conversations.conversation c set last_seq = c.last_seq + ${more}, asker_seq = c.last_seq + ${more}, staff_read_seq = c.last_seq + ${more} - 1 where c.id = ${id} and (select count(*) from said) > 0`.execute(world.app.system.db)

const opened = (id: string, query = '') => maja.get(`/api/v1/desk/conversations/${id}${query}`, DeskConversation)
const older = (id: string, query: string) => maja.get(`/api/v1/desk/conversations/${id}/entries${query}`, ThreadStretch)
const find = (id: string, q: string, loose = false) => maja.get(`/api/v1/desk/conversations/${id}/find?${new URLSearchParams({ q, loose: String(loose) })}`, Places)
const seqs = ({ entries }: { entries: { seq: number }[] }) => entries.map(({ seq }) => seq)
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, place) => first + place)

const { id } = await ask(ada)
await world.settle()
const { lastSeq: before } = await opened(id)
await goOn(id, 120)
const last = before + 120

test('R50 | GET /api/v1/desk/conversations/{id} | gives the newest entries, says which nobody has read, and goes as far back as is asked for again', async () => {
  const newest = await opened(id)
  expect(seqs(newest)).toEqual(from(last - 49, last))
  expect(newest).toMatchObject({ before: last - 49, unreadSeq: last, lastSeq: last, answerSeq: null })
  expect(seqs(await opened(id, `?from=${last - 80}`))).toEqual(from(last - 80, last))
})

test('R50 | GET /api/v1/desk/conversations/{id}/entries | leads back to the beginning, each entry once, and at once to one that is named', async () => {
  const stretches = [await older(id, `?before=${last - 49}&limit=40`)]
  while (stretches[0] && stretches[0].before !== null) stretches.unshift(await older(id, `?before=${stretches[0].before}&limit=40`))
  expect(stretches.flatMap(seqs)).toEqual(from(1, last - 50))
  expect(seqs(await older(id, `?before=${last - 49}&from=3&limit=1`))).toEqual(from(3, last - 50))
  const refused = await maja.call('GET', `/api/v1/desk/conversations/${id}/entries?before=x`)
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid' } })
})

test('R50 | GET /api/v1/desk/conversations/{id}/find | finds words all the way back, whatever their capitals and accents, and the first that stands there of several', async () => {
  const seventh = before + 7
  expect(await find(id, 'ångströms NYCKEL')).toEqual({ words: 'ångströms NYCKEL', places: [{ seq: seventh, caseNumber: null, reach: seventh }] })
  expect((await find(id, 'angstrom')).places).toHaveLength(1)
  expect((await find(id, 'nyckel krukan')).places).toEqual([])
  expect(await find(id, 'krukan nyckel', true)).toMatchObject({ words: 'nyckel', places: [{ seq: seventh }] })
  expect((await find(id, '100%')).places).toEqual([])
})

test('R50 | GET /api/v1/desk/conversations/{id}/entries | what was said in a merged conversation comes with what was said at the same time', async () => {
  const other = await ask(ada, { body: 'The same again, about the key.' })
  await world.settle()
  const merged = await maja.call('POST', `/api/v1/desk/conversations/${other.id}/merge`, { caseNumber: (await opened(id)).caseNumber })
  expect(merged.status).toBe(200)
  const newest = await opened(id)
  expect(newest.casework.merged).toMatchObject([{ id: other.id, entries: [] }])
  const rest = await older(id, `?before=${newest.before}&limit=200`)
  expect(rest).toMatchObject({ before: null, merged: [{ id: other.id, entries: [{ kind: 'message', body: 'The same again, about the key.' }] }] })
  const place = (await find(id, 'the key')).places[0]
  expect(place).toMatchObject({ seq: 1, caseNumber: other.caseNumber })
  expect(seqs(await older(id, `?before=${newest.before}&from=${place?.reach}&limit=1`))).toContain(place?.reach)
})

test('R15 | GET /api/v1/conversations/{id} | its asker reads it in stretches too, without what is only staff’s', async () => {
  await maja.call('POST', `/api/v1/desk/conversations/${id}/note`, { clientId: randomUUID(), body: 'For us.' })
  const newest = await ada.get(`/api/v1/conversations/${id}?limit=2`, Conversation)
  expect(newest.entries.map(({ body }) => body)).toEqual(['Rad 119', 'Rad 120'])
  const rest = await ada.get(`/api/v1/conversations/${id}?limit=200&before=${newest.before}`, Conversation)
  expect(rest.before).toBeNull()
  expect(rest.entries.at(-1)?.body).toBe('Rad 118')
})
