import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostileHtml, hostileMails, htmlMail } from '#test/mails/hostile'
import { autoReplies, bounces, notBounces } from '#test/mails/bounces'
import { replyStyles } from '#test/mails/replies'
import { maja, signIn } from '../desk.ts'
import { until } from '../ground.ts'
import { domains } from '../names.ts'
import { sendAll, senderTo, type Numbered } from '../sending.ts'
import type { Case } from '../stage.ts'

const filesIn = (at: string): string[] =>
  readdirSync(at).flatMap((name) => {
    const file = path.join(at, name)
    if (statSync(file).isDirectory()) return filesIn(file)
    return /\.(eml|msg)$/i.test(name) ? [file] : []
  })

// A line of our own marks each: the same mail sent by two cases is two.
const marked = (series: string, raw: Buffer) => Buffer.concat([Buffer.from(`X-Series: ${series}\r\n`), raw])

/** E4: every mail of a folder through the door; each is seen by somebody: in a conversation, or set aside with a reason. */
export const everyMailSeen: Case = async ({ product }, { corpus }) => {
  const own = Object.entries({ ...bounces, ...autoReplies, ...notBounces }).map(([, mail]) => mail).concat(Object.values(replyStyles).map((text) => `From: ana@example.com\r\nSubject: Re\r\n\r\n${text.replaceAll('\n', '\r\n')}`))
  const raws = corpus ? filesIn(corpus).map((file) => readFileSync(file)) : own.map((mail) => Buffer.from(mail))
  const sender = senderTo({ port: product.lmtp, lmtp: true })
  const began = performance.now()
  const answers = await sendAll(sender, raws.map((raw, n): Numbered => ({ token: '', from: `corpus${n}@${domains.guests}`, raw: marked(`E4-${n}`, raw) })))
  sender.close()
  const rows = async () => product.query<{ outcome: string | null; n: string; placed: string }>(
    `select outcome, count(*) as n, count(*) filter (where conversation_id is not null or outcome in ('set-aside', 'automatic', 'undelivered', 'unreadable', 'refused')) as placed from postbox.arrival where position($1::bytea in raw) = 1 group by outcome order by 2 desc`, [Buffer.from('X-Series: E4-')])
  const total = (found: Awaited<ReturnType<typeof rows>>, of: 'n' | 'placed') => found.reduce((sum, row) => sum + Number(row[of]), 0)
  await until('every mail taken in', async () => {
    const found = await rows()
    return total(found, 'n') >= raws.length && found.every(({ outcome }) => outcome !== null)
  }, 600_000)
  const found = await rows()
  const refused = [...answers].filter(([answer]) => answer.startsWith('5')).length
  return [{
    criterion: 'E4', what: `${raws.length} mails ${corpus ? 'of a folder' : 'of the tests'} through the door: seen in a conversation, or set aside with a reason`,
    found: `${total(found, 'placed')} of ${raws.length} in ${((performance.now() - began) / 1000).toFixed(0)} s: ${found.map(({ outcome, n }) => `${n} ${outcome}`).join(', ')}`, aim: 'all', holds: total(found, 'placed') === raws.length && refused === 0,
  }]
}

/** E5: hostile mails through the door and hostile HTML on the screen, and how the program feels meanwhile. */
export const hostile: Case = async ({ product }) => {
  const pid = product.pid()
  await product.metric('nodejs_eventloop_lag_p99_seconds')
  const watch = { most: 0, lag: 0, on: true }
  const watching = (async () => {
    for (; watch.on; await sleep(50)) watch.most = Math.max(watch.most, await product.rssMb())
  })()
  const mails = Object.values(hostileMails).map((mail, n): Numbered => ({ token: '', from: `hostile${n}@${domains.evil}`, raw: marked(`E5-${n}`, Buffer.from(mail, 'latin1')) }))
  const sender = senderTo({ port: product.lmtp, lmtp: true, connections: 1 })
  const answers = await sendAll(sender, mails, { at: 1, again: false })
  const kept = answers.get('250') ?? 0
  const pages = Object.values(hostileHtml).map((html, n): Numbered => ({ token: '', from: `page${n}@${domains.evil}`, raw: marked(`E5H-${n}`, Buffer.from(htmlMail(html))) }))
  await sendAll(sender, pages, { at: 1 })
  sender.close()
  const arrived = async (series: string) => product.query<{ id: string; outcome: string | null }>(`select id, outcome from postbox.arrival where position($1::bytea in raw) = 1 order by received_at`, [Buffer.from(`X-Series: ${series}-`)])
  await until('every hostile mail taken in', async () => [...(await arrived('E5')), ...(await arrived('E5H'))].every(({ outcome }) => outcome !== null), 600_000)
  const agent = await signIn(product, maja)
  const shown: number[] = []
  for (const { id } of await arrived('E5H')) {
    const began = performance.now()
    await (await agent.page(`/desk/mails/${id}/shown`)).arrayBuffer()
    shown.push(performance.now() - began)
  }
  const lag = 1000 * (await product.metric('nodejs_eventloop_lag_p99_seconds'))
  watch.on = false
  await watching
  const outcomes = await arrived('E5')
  const unreadable = outcomes.filter(({ outcome }) => outcome === 'unreadable').length
  return [
    { criterion: 'E5', what: `${mails.length} hostile mails through the door, ${pages.length} hostile HTML mails shown`, found: `${kept} kept (${outcomes.length - unreadable} read, ${unreadable} told as unreadable), ${mails.length - kept} refused; the longest page ${(Math.max(...shown) / 1000).toFixed(1)} s; the program is ${product.pid() === pid && (await agent.page('/healthz')).ok ? 'the same' : 'another'}`, aim: 'each ends within 5 s; the same', holds: product.pid() === pid && Math.max(...shown) < 5_000 },
    { criterion: 'E5', what: 'event loop delay p99, and memory at most', found: `${lag.toFixed(0)} ms, ${watch.most.toFixed(0)} MB`, aim: '200 ms, 512 MB', holds: lag < 200 && watch.most < 512 },
  ]
}
