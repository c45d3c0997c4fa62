import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { reply } from '#conversations'
import { createReader, smtpTransport, type Verdict } from '#platform/mail'
import { mailReceiver } from '#test/fakes/mail-receiver'
import { testDatabase } from '#test/postgres'
import { deliverPending, post } from './index.ts'
import { emailWorld, settings } from './world.fixture.ts'

const world = await emailWorld(await testDatabase())
const { ctx, agentCtx } = world
const receiver = await mailReceiver()
afterAll(() => receiver.goAway())

const keyOf = (selector: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } })
  return { selector, privateKey, record: [`txt ${selector}._domainkey.fjordstay.example`, [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]] as const }
}
const [may, june] = [keyOf('may'), keyOf('june')]
const rules = { 'txt fjordstay.example': ['v=spf1 ip4:127.0.0.1 -all'], 'txt _dmarc.fjordstay.example': ['v=DMARC1; p=reject; adkim=s; aspf=s'] }

/** What a receiver who asks these names makes of what was sent since the last time. */
const verdictsBy = async (names: Record<string, readonly string[]>): Promise<Verdict[]> => {
  const reader = createReader({ names: { kind: 'table', records: names as Record<string, string[]> }, mta: 'mx.skargard.example', sealers: [] })
  const all: Verdict[] = []
  for (const { raw, from } of receiver.received.splice(0)) all.push(await reader.authenticate(raw, { sender: from, remote: '127.0.0.1', helo: 'mail.fjordstay.example', trusted: false }))
  await reader.close()
  return all
}
const sendSome = async (key: typeof may) => {
  const ada = await world.asker({ name: 'Åsa Ölund – «ö» 🏨', locale: 'sv' })
  const { id } = await world.ask(ada)
  await reply(agentCtx, id, { clientId: crypto.randomUUID(), seenSeq: 1, body: 'Hej!\n\n.\nFrom nu gäller fyra stjärnor 🏨' })
  await world.tell()
  await post(ctx, { kind: 'code', to: ada.email, subject: 'Kod ✓', text: '123 456', html: '<p>123 456</p>', dedupeKey: `code:${id}` }, settings)
  // As a confirmation of a mail is sent, to which nothing comes back.
  await post(ctx, { kind: 'hand-over', to: ada.email, subject: 'Rätt plats', text: 'x', html: `<p>${'långt ord '.repeat(400)}</p>`, dedupeKey: `null:${id}`, nullSender: true }, settings)
  const transport = smtpTransport(receiver.url, { domain: 'fjordstay.example', ...key })
  const { sent } = await deliverPending(ctx, { transport, settings })
  transport.close()
  return sent
}

test('E14 | SMTP | every mail that leaves passes DKIM, SPF and DMARC at its receiver, and no mail fails while the key is changed', async () => {
  // Only the old key is published, then both, then the new one signs, then the old one is taken away.
  const published = [[may], [may, june], [may, june], [june]]
  const signing = [may, may, june, june]
  for (const [step, keys] of published.entries()) {
    expect(await sendSome(signing[step] ?? may)).toBe(4)
    const verdicts = await verdictsBy({ ...rules, ...Object.fromEntries(keys.map(({ record }) => record)) })
    expect(verdicts.map(({ dkim, dmarc, proved }) => ({ dkim, dmarc, proved }))).toEqual(verdicts.map(() => ({ dkim: 'pass', dmarc: 'pass', proved: true })))
    // From nobody, SPF is asked about the greeting's name, which has no record here.
    expect(verdicts.map(({ spf }) => spf).toSorted()).toEqual(['none', 'pass', 'pass', 'pass'])
  }
  // What is not signed by a published key is told from it.
  await sendSome(may)
  expect((await verdictsBy({ ...rules, ...Object.fromEntries([june.record]) })).every(({ dkim }) => dkim !== 'pass')).toBe(true)
})
