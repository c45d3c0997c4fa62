import { afterAll, expect, test } from 'vitest'
import { createReader } from '#platform/mail'
import { headersOf, namingOf } from './mail.ts'
import { settings } from './world.fixture.ts'

const reader = createReader({ names: { kind: 'table', records: {} }, mta: 'mx.fjordstay.example', sealers: [] })
afterAll(() => reader.close())

/** Numbers that are the same for the same seed. */
const numbersOf = (seed: number) => {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Way = { mail: string; nullSender: boolean }

/** What is left of a confirmation after gateways that drop, change the case of, or fold what they do not know; never all that says it is a machine's. */
const onItsWay = (headers: Record<string, string>, random: () => number): Way => {
  const marks = ['Auto-Submitted', 'Precedence', 'X-Auto-Response-Suppress', 'X-Loop', 'null sender']
  const kept = marks.filter(() => random() < 0.5)
  const left = new Set(kept.length > 0 ? kept : [marks[Math.floor(random() * marks.length)] ?? ''])
  const lines = Object.entries(headers).filter(([name]) => left.has(name) || !marks.includes(name)).map(([name, value]) => `${random() < 0.5 ? name.toLowerCase() : name}:${random() < 0.3 ? '\r\n ' : ' '}${value}`)
  return { mail: ['From: Fjordstay <help@fjordstay.example>', 'Subject: We have your message', ...lines, '', 'We have your message.', ''].join('\r\n'), nullSender: left.has('null sender') }
}

test('E7 | headersOf() | of two mailboxes that confirm by themselves each writes at most once, over 100 ways that gateways spoil the marks', async () => {
  const confirmation = headersOf({ kind: 'receipt', conversation_id: crypto.randomUUID(), in_reply_to: null }, namingOf(settings, crypto.randomUUID()))
  const most: number[] = []
  for (let seed = 1; seed <= 100; seed++) {
    const random = numbersOf(seed)
    const written = [0, 0]
    // A person's mail begins it; no count of a day's confirmations stops it, the marks alone do.
    for (let side = 0, way: Way = { mail: 'From: ana@example.com\r\nSubject: Hello\r\n\r\nHello\r\n', nullSender: false }; Math.max(...written) <= 3; side = 1 - side) {
      if (way.nullSender || (await reader.parse(Buffer.from(way.mail))).automatic !== null) break
      written[side] = (written[side] ?? 0) + 1
      way = onItsWay(confirmation, random)
    }
    most.push(Math.max(...written))
  }
  expect(most.filter((count) => count > 1)).toEqual([])
  expect(most.every((count) => count === 1)).toBe(true)
})
