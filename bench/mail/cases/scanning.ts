import { eicar, makeClamd, planted } from '../clamd.ts'
import { maja, signIn, type Person } from '../desk.ts'
import { until } from '../ground.ts'
import { ourAddresses, type Product } from '../product.ts'
import { guestOf, sendAll, senderTo, type Numbered } from '../sending.ts'
import type { Case, Line } from '../stage.ts'

type File = { name: string; content: string }
type Seen = { name: string; scan: string | null; path: string; conversation: string; waitedMs: number }

/** E12: a real clamd behind the files of mails: what it finds, what it passes, when it is away, and when a file is larger than it takes. */
export const scanned: Case = async (stage, { say }) => {
  const { ground, product } = stage
  const clamd = await makeClamd(ground, say)
  await clamd.start(streamMb)
  await product.kill()
  await product.start({ CLAMD: clamd.place })
  const agent = await signIn(product, maja)
  const found = [await held(product, agent), await passed(product, agent)]
  await clamd.stop()
  const waiting = numbered('away', 20)
  await post(product, waiting)
  const closed = await shut(await told(product, waiting, (scan) => scan === 'pending'), agent)
  await clamd.start(streamMb)
  const late = await until('the files of the time without clamd', async () => (await seen(product, waiting)).every(({ scan }) => scan === 'clean'), 120_000)
  found.push({
    criterion: 'E12', what: `clamd away: ${waiting.length} mails with a file, their words in a conversation at once; clamd back`, aim: 'all closed meanwhile; all open within 60 s',
    found: `${closed} of ${waiting.length} closed and said to be looked at; all open ${seconds(late)} after its return`, holds: closed === waiting.length && late <= 60_000,
  })
  found.push(...(await large(product, agent, { raise: async () => {
    await clamd.stop()
    await clamd.start(64)
    await product.kill()
    await product.start({ CLAMD: clamd.place })
  } })))
  await clamd.stop()
  await product.kill()
  await product.start()
  return found
}

const streamMb = 2
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const words = 'The rooms were good and the breakfast as well, thank you.\n'
const numbered = (series: string, count: number): File[] => Array.from({ length: count }, (_, n) => ({ name: `e12-${series}-${n}.txt`, content: words.repeat(20 + n) }))

const held = async (product: Product, agent: Person): Promise<Line> => {
  const files = [eicar, `${words}${eicar}`, planted, `${words.repeat(2_000)}${planted}${words}`].map((content, n): File => ({ name: `e12-planted-${n}.txt`, content }))
  await post(product, files)
  const answers = await told(product, files, (scan) => scan === 'infected')
  const closed = await shut(answers, agent)
  return {
    criterion: 'E12', what: `${files.length} mails with EICAR or a virus of our own in a file`, aim: 'all found, closed, and said so',
    found: `${closed} of ${files.length} found, closed to the desk and said so`, holds: closed === files.length,
  }
}

const passed = async (product: Product, agent: Person): Promise<Line> => {
  const files = numbered('clean', 50)
  await post(product, files)
  const answers = await told(product, files, (scan) => scan === 'clean')
  const opened = (await Promise.all(answers.map(({ path }) => agent.page(path)))).filter(({ ok }) => ok).length
  const waits = answers.map(({ waitedMs }) => waitedMs).toSorted((a, b) => a - b)
  return {
    criterion: 'E12', what: `${files.length} mails with a harmless file`, aim: 'all open within 60 s',
    found: `${opened} of ${files.length} open, p50 ${seconds(waits[Math.floor(waits.length / 2)] ?? NaN)}, longest ${seconds(waits.at(-1) ?? NaN)} after they came`, holds: opened === files.length && (waits.at(-1) ?? NaN) <= 60_000,
  }
}

const large = async (product: Product, agent: Person, { raise }: { raise: () => Promise<void> }): Promise<Line[]> => {
  const files = [3, 10, 20].map((mb): File => ({ name: `e12-large-${mb}.txt`, content: words.repeat(Math.ceil((mb * 1024 * 1024) / words.length)) }))
  const [small] = numbered('beside', 1)
  await post(product, [...files, ...(small ? [small] : [])])
  const closed = await shut(await told(product, files, (scan) => scan === 'too-large'), agent)
  const beside = small ? (await told(product, [small], (scan) => scan === 'clean')).length : 0
  await raise()
  const later = (await told(product, files, (scan) => scan === 'clean')).length
  return [{
    criterion: 'E12', what: `files of 3, 10 and 20 MB where StreamMaxLength is ${streamMb}M; then 64M, clamd and the program started again`, aim: 'closed and said why; a small one beside them opens; then all open',
    found: `${closed} of ${files.length} closed and said to be too large, ${beside} of 1 beside them open; then ${later} of ${files.length} open`, holds: closed === files.length && beside === 1 && later === files.length,
  }]
}

const post = async (product: Product, files: readonly File[]): Promise<void> => {
  const sender = senderTo({ port: product.lmtp, lmtp: true, connections: 2 })
  await sendAll(sender, files.map((file, n): Numbered => ({ token: '', from: guestOf(n), raw: mailWith(file, guestOf(n)) })), { at: 2 })
  sender.close()
}

const mailWith = ({ name, content }: File, from: string): Buffer =>
  Buffer.from([
    `From: ${from}`, `To: ${ourAddresses.guests}`, `Subject: ${name}`, `Message-ID: <${name}@bench.example>`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', `See ${name}.`, '--b',
    'Content-Type: text/plain', `Content-Disposition: attachment; filename=${name}`, 'Content-Transfer-Encoding: base64', '', Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'), '--b--', '',
  ].join('\r\n'))

/** What became of files: the words of their mails stand in a conversation at once. */
const seen = async (product: Product, files: readonly File[]): Promise<Seen[]> => {
  const rows = await product.query<{ name: string; scan: string | null; id: string; conversation_id: string; waited: number }>(
    `select f.name, f.scan, f.id, a.conversation_id, extract(epoch from clock_timestamp() - f.stored_at) * 1000 as waited from platform.file f join conversations.attachment a on a.brand_id = f.brand_id and a.file_id = f.id where f.name = any($1)`, [files.map(({ name }) => name)])
  return rows.map(({ name, scan, id, conversation_id, waited }) => ({ name, scan, path: `/files/${id}`, conversation: conversation_id, waitedMs: Number(waited) }))
}

/** Waits until all of them are so, and says how long each waited for it. */
const told = async (product: Product, files: readonly File[], isSo: (scan: string | null) => boolean): Promise<Seen[]> => {
  const known = new Map<string, Seen>()
  await until(`files that are ${files[0]?.name ?? ''}`, async () => {
    for (const each of await seen(product, files)) if (isSo(each.scan) && !known.has(each.name)) known.set(each.name, each)
    return known.size === files.length
  }, 180_000)
  return [...known.values()]
}

/** How many of them nobody of staff can open, and are said why at the desk. */
const shut = async (files: readonly Seen[], agent: Person): Promise<number> => {
  const answers = await Promise.all(files.map(async ({ name, scan, path, conversation }) => {
    const { entries } = await agent.call<{ entries: { attachments: { name: string; check?: string }[] }[] }>('GET', `/desk/conversations/${conversation}`)
    const shown = entries.flatMap(({ attachments }) => attachments).find((each) => each.name === name)
    return (await agent.page(path)).status === 404 && shown?.check === scan
  }))
  return answers.filter(Boolean).length
}
