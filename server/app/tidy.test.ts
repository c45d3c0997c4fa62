import { utimes } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ask, startWorld, threadOf } from '#test/world'
import { saveDraft } from '#contact'
import { tidy } from './tidy.ts'

const world = await startWorld()
const { app } = world
const ada = await world.partner('ada')
const form = '/en/extranet/contact/rates/restrictions/message'
const other = '/en/extranet/contact/rates/policies/message'
const csv = (text: string) => new File([text], 'prices.csv')
const count = async (table: 'platform.file' | 'contact.draft' | 'platform.fact' | 'identity.session' | 'platform.rate_limit') =>
  Number((await app.system.db.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
const age = (column: string, days: number) => sql`update ${sql.table(column.split('/')[0] ?? '')} set ${sql.ref(column.split('/')[1] ?? '')} = ${sql.ref(column.split('/')[1] ?? '')} - make_interval(days => ${days})`.execute(app.system.db)

test('a file that nobody holds goes after a day, one that was sent or waits in a draft stays', async () => {
  const sent = await ada.submit(form, { submissionId: crypto.randomUUID(), body: 'With a file.', do: 'send' }, [csv('sent;1')])
  const id = /platform\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? ''
  await ada.submit(form, { body: 'A draft.', do: 'keep' }, [csv('kept;1')])
  await ada.submit(other, { body: 'Given up.', do: 'keep' }, [csv('detached;1')])
  const detached = await app.system.db.selectFrom('contact.draft_file').where('subtopic', '=', 'policies').select('file_id').executeTakeFirstOrThrow()
  const { sha256 } = await app.system.db.selectFrom('platform.file').where('id', '=', detached.file_id).select('sha256').executeTakeFirstOrThrow()
  await ada.submit(other, { body: 'Given up.', detach: detached.file_id })
  const before = await count('platform.file')

  await tidy(app)
  expect(await count('platform.file')).toBe(before)

  await age('platform.file/stored_at', 2)
  const hex = sha256.toString('hex')
  await utimes(`${app.config.dataDir}/files/${hex.slice(0, 2)}/${hex.slice(2)}`, new Date(0), new Date(0))
  expect((await app.files.get(sha256)).toString()).toBe('detached;1')
  await tidy(app)
  expect(await count('platform.file')).toBe(before - 1)
  await expect(app.files.get(sha256)).rejects.toMatchObject({ code: 'ENOENT' })
  const path = (await threadOf(ada, id)).entries[0]?.attachments[0]?.path ?? ''
  expect(await (await ada.send(path)).text()).toBe('sent;1')
})

test('drafts that were given up go after ninety days', async () => {
  await saveDraft(ada.ctx, { topic: 'rates', subtopic: 'restrictions' }, { body: 'Later.' })
  const before = await count('contact.draft')
  await age('contact.draft/saved_at', 89)
  await tidy(app)
  expect(await count('contact.draft')).toBe(before)
  await age('contact.draft/saved_at', 2)
  await tidy(app)
  expect(await count('contact.draft')).toBe(0)
})

test('sessions and attempts go long after they are over, never those in use', async () => {
  const live = await count('identity.session')
  await age('platform.rate_limit/window_start', 8)
  await tidy(app)
  expect(await count('platform.rate_limit')).toBe(0)
  expect(await count('identity.session')).toBe(live)
  await app.system.db.updateTable('identity.session').set({ expires_at: new Date(app.now().getTime() - 61 * 86_400_000) }).where('account_id', '!=', ada.actor.id).execute()
  await tidy(app)
  expect(await count('identity.session')).toBeLessThanOrEqual(live)
  expect((await ada.call('GET', '/api/v1/properties')).status).toBe(200)
})

test('old facts go, the newest stay however old they are', async () => {
  await ask(ada)
  await world.settle()
  await age('platform.fact/recorded_at', 91)
  const before = await count('platform.fact')
  await tidy(app)
  expect(await count('platform.fact')).toBe(before)
  await sql`update platform.fact set position = position - 20000 where position is not null`.execute(app.system.db)
  await tidy(app)
  expect(await count('platform.fact')).toBe(0)
})
