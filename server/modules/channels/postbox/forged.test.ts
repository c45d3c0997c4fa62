import { expect, test } from 'vitest'
import { addressOf, namingOf } from '#email'
import { namesOf, sendTo, type Sent } from '#test/fakes/mails'
import { answer, ask, deskOf, startWorld } from '#test/world'
import { mailSettings } from '../../../app/mail-settings.ts'

const world = await startWorld({ takesMail: true, env: { MAIL_FROM: 'help@mail.fjordstay.example' }, names: namesOf('example.com') })
const { app } = world
const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]
const [hers, other] = [await ask(ada, { body: 'What only she and staff know.' }), await ask(ada)]
await answer(maja, hers.id, 'What only she is answered.')
await world.settle()
const mail = await app.system.db.selectFrom('email.outgoing').where('conversation_id', '=', hers.id).where('kind', '=', 'answer').select(['id', 'message_id']).executeTakeFirstOrThrow()

const naming = namingOf(mailSettings(app), app.brandId)
const [key] = naming.keys
const strange = { secret: { ...naming, keys: [{ id: key?.id ?? '', secret: 'guessed' }] }, key: { ...naming, keys: [{ id: 'z', secret: key?.secret ?? '' }] }, brand: { ...naming, brandId: crypto.randomUUID() } }
const messageIdOf = (kind: 'mail' | 'thread', id: string, by = naming) => `<${addressOf(kind as never, id, by).replace('+', '.')}>`
const address = addressOf('reply', hers.id, naming)
const thread = messageIdOf('thread', hers.id)
const bare = hers.id.replaceAll('-', '')
/** Another letter where one stands. */
const turned = (text: string, at: number) => text.slice(0, at) + (text[at] === 'b' ? 'c' : 'b') + text.slice(at + 1)
const signature = (text: string) => /(?<=\.)[a-z2-7]{16}(?=@)/.exec(text)?.[0] ?? ''
const borrowed = (kind: string, from: string, own: string) => from.replace(new RegExp(`^(<?)${kind}`), `$1${own}`)

const addresses = [
  addressOf('reply', hers.id, strange.secret), addressOf('reply', hers.id, strange.key), addressOf('reply', hers.id, strange.brand),
  borrowed('guest', addressOf('guest', hers.id, naming), 'reply'), borrowed('bounce', addressOf('bounce', hers.id, naming), 'reply'), borrowed('property', addressOf('property', hers.id, naming), 'reply'),
  address.replace(signature(address), signature(addressOf('reply', other.id, naming))), turned(address, address.indexOf('@') - 1), turned(address, 'reply+a-'.length + 3),
  address.replace(/.@/, '@'), address.replace(/\.[a-z2-7]{16}@/, '@'), address.replace(/\.[a-z2-7]{16}@/, '.@'), address.replace('@', 'a@'),
  `reply+${hers.id}@${naming.domain}`, `reply+${bare}@${naming.domain}`, `reply+${hers.caseNumber}@${naming.domain}`,
]
const messageIds = [
  messageIdOf('thread', hers.id, strange.secret), messageIdOf('thread', hers.id, strange.brand), messageIdOf('mail', mail.id, strange.secret),
  borrowed('thread', thread, 'mail'), borrowed('mail', mail.message_id ?? '', 'thread'), `<${borrowed('reply\\+', address, 'thread.')}>`, `<${borrowed('reply\\+', address, 'mail.')}>`,
  turned(thread, thread.indexOf('@') - 1), thread.replace(signature(thread), signature(messageIdOf('thread', other.id))),
  `<thread.${hers.id}@${naming.domain}>`, `<${hers.id}@${naming.domain}>`, `<mail.${mail.id}@${naming.domain}>`, `<${hers.caseNumber}@${naming.domain}>`,
]
const eve = { from: 'Ada Lindqvist <eve@example.com>', subject: `Re: [${hers.caseNumber}] Re: ${hers.id}` }
const sendAll = async (mails: readonly Omit<Sent, 'from'>[]) => {
  for (const each of mails) await sendTo(app.listening.mailPort ?? 0, { ...eve, ...each }).catch((error: { responseCode?: number }) => expect(error.responseCode).toBe(550))
  await world.settle()
}
const partners = 'partners@mail.fjordstay.example'
const arrivedIn = async (id: string) => (await app.system.db.selectFrom('postbox.arrival').where('conversation_id', '=', id).select('outcome').orderBy('received_at').execute()).map(({ outcome }) => outcome)
const mailed = async () => (await app.system.db.selectFrom('email.outgoing').where('recipient', '=', 'eve@example.com').select(['subject', 'body_text', 'message_id']).execute())

test('S8 | SMTP | a reference that is made up, changed, cut or borrowed from another use finds nothing, and tells its sender nothing', async () => {
  await sendAll([
    ...addresses.map((to, at) => ({ to, text: `To a made up address, ${at}.` })),
    ...[0, 1, 2].map((third) => messageIds.filter((_, at) => at % 3 === third)).map((ids, at) => ({ to: partners, inReplyTo: ids[0] ?? '', headers: { References: ids.join(' ') }, text: `Answers made up mails, ${at}.` })),
  ])
  expect(await arrivedIn(hers.id)).toEqual([])
  expect((await deskOf(maja, hers.id)).entries.map(({ kind }) => kind)).not.toContain('held')
  // All of it has come, as a stranger's own.
  const strangers = await app.system.db.selectFrom('postbox.arrival as a').innerJoin('conversations.conversation as c', 'c.id', 'a.conversation_id').select(['c.asker_id', 'c.asker_email', 'c.partner_id']).execute()
  expect(strangers.length).toBeGreaterThanOrEqual(3)
  expect(new Set(strangers.map((row) => JSON.stringify(row)))).toEqual(new Set([JSON.stringify({ asker_id: null, asker_email: 'eve@example.com', partner_id: null })]))
  for (const { subject, body_text } of await mailed()) for (const word of [hers.caseNumber, 'only she', 'Ada', hers.id]) expect(`${subject} ${body_text}`).not.toContain(word)
})

test('S8 | SMTP | a right reference in somebody else’s hands lets their words in for staff alone: in nobody’s name, without an answer, and it opens nothing', async () => {
  const before = (await mailed()).length
  const right = [{ to: address }, { to: address.toUpperCase() }, { to: partners, inReplyTo: mail.message_id ?? '' }, { to: partners, headers: { References: thread } }]
  await sendAll(right.map((each, at) => ({ ...each, text: `I am Ada, ${at}.` })))
  expect(await arrivedIn(hers.id)).toEqual(right.map(() => 'held'))
  const held = (await deskOf(maja, hers.id)).entries.filter(({ kind }) => kind === 'held')
  expect(held.map(({ data }) => data.mail)).toEqual(right.map(() => expect.objectContaining({ from: 'eve@example.com' })))
  expect((await ada.page(`/en/extranet/inbox/platform/${hers.id}`)).text).not.toContain('I am Ada')
  expect(await mailed()).toHaveLength(before)
  const token = /\+(.*)@/.exec(address)?.[1] ?? ''
  for (const path of [`/en/extranet/inbox/platform/${token}`, `/en/guest/conversations/${token}`, `/files/${token}`, `/api/v1/conversations/${token}`, `/en/guest/link?token=${token}`]) {
    const { status, text } = await world.visitor.page(path)
    expect(status === 200 ? text : '', path).not.toContain('only she')
  }
  const bearer = await fetch(`${world.base}/api/v1/conversations/${hers.id}`, { headers: { authorization: `Bearer ${token}` } })
  expect(bearer.status).toBe(401)
})
