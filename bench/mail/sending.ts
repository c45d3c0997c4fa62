import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { domains } from './names.ts'
import { ourAddresses, type Product } from './product.ts'

/** A mail of which every copy can be told: its token stands in its words once. */
export type Numbered = { token: string; from: string; to?: string; size?: number; raw?: Buffer }

export const tokenOf = (series: string, n: number) => `token-${series}-${String(n).padStart(5, '0')}`
export const guestOf = (n: number) => `guest${n}@${domains.guests}`

const textOf = ({ token, size = 0 }: Numbered) => {
  const words = `Good day,\n\nwe would like to know about our stay.\n${token}\n`
  return words + 'The rooms were good and the breakfast as well, thank you.\n'.repeat(Math.max(0, Math.ceil((size - words.length) / 58)))
}

export type Gate = { port: number; lmtp?: boolean; connections?: number }
export type Sender = { send(mail: Numbered): Promise<void>; close(): void }

/** Hands mails over as a mail server does, and takes no for an answer. */
export const senderTo = ({ port, lmtp = false, connections = 5 }: Gate): Sender => {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp, ignoreTLS: true, pool: true, maxConnections: connections, maxMessages: 1_000_000, connectionTimeout: 10_000, socketTimeout: 30_000 })
  return {
    send: async (mail) => {
      const { token, from, to = ourAddresses.guests, raw } = mail
      const { rejectedErrors = [] } = await transport.sendMail(raw ? { envelope: { from, to: [to] }, raw } : { from, to, subject: `About ${token}`, text: textOf(mail), messageId: `<${token}@${from.split('@')[1]}>` })
      // By LMTP each recipient is answered for, and a no is told beside the yes of the others.
      if (rejectedErrors[0]) throw rejectedErrors[0]
    },
    close: () => transport.close(),
  }
}

/** Several at a time, all of them, each as often as it takes; what was answered meanwhile. */
export const sendAll = async (sender: Sender, mails: readonly Numbered[], { at = 5, again = true }: { at?: number; again?: boolean } = {}): Promise<Map<string, number>> => {
  const answers = new Map<string, number>()
  const note = (answer: string) => void answers.set(answer, (answers.get(answer) ?? 0) + 1)
  const left = [...mails]
  const work = async () => {
    for (let mail = left.shift(); mail; mail = left.shift()) {
      for (;;) {
        const failure = await sender.send(mail).then(() => null, (error: unknown) => Number(Object(error).responseCode) || 0)
        note(failure === null ? '250' : failure === 0 ? 'no connection' : String(failure))
        if (failure === null || !again || failure >= 500) break
        await sleep(100)
      }
    }
  }
  await Promise.all(Array.from({ length: at }, work))
  return answers
}

/** So many a second for so long, whatever each takes; what went wrong. */
export const sendSteadily = async (sender: Sender, { series, perSecond, seconds, size }: { series: string; perSecond: number; seconds: number; size: number }): Promise<{ sent: number; failed: number; seconds: number }> => {
  const began = performance.now()
  const result = { sent: 0, failed: 0 }
  const going: Promise<unknown>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    going.push(sender.send({ token: tokenOf(series, n), from: guestOf(n % 500), size }).then(() => result.sent++, () => result.failed++))
  }
  await Promise.all(going)
  return { ...result, seconds: (performance.now() - began) / 1000 }
}

/** What is kept of a series, and what of it is seen. */
export const countOf = async (product: Product, series: string) => {
  const [rows] = await product.query<{ rows: string; distinct_rows: string; open: string }>(
    `select count(*) as rows, count(distinct substring(raw from position($1::bytea in raw) for $2)) as distinct_rows, count(*) filter (where state <> 'done') as open from postbox.arrival where position($1::bytea in raw) > 0`,
    [Buffer.from(`token-${series}-`), tokenOf(series, 0).length])
  const [seen] = await product.query<{ entries: string; distinct_entries: string }>(
    `select count(*) as entries, count(distinct substring(body from 'token-${series}-[0-9]+')) as distinct_entries from conversations.entry where body like $1`, [`%token-${series}-%`])
  return { rows: Number(rows?.rows), distinctRows: Number(rows?.distinct_rows), open: Number(rows?.open), entries: Number(seen?.entries), distinctEntries: Number(seen?.distinct_entries) }
}
