import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../ground.ts'
import type { Product } from '../product.ts'
import { countOf, guestOf, sendAll, senderTo, tokenOf } from '../sending.ts'
import type { Case, Line } from '../stage.ts'

const numbered = (series: string, count: number) => Array.from({ length: count }, (_, n) => ({ token: tokenOf(series, n), from: guestOf(n % 50) }))

const onceEach = async (product: Product, series: string, count: number): Promise<Pick<Line, 'found' | 'holds'>> => {
  const { rows, distinctRows, entries, distinctEntries } = await countOf(product, series)
  return {
    found: `${rows} rows, ${distinctRows} distinct; ${entries} entries in conversations, ${distinctEntries} distinct`,
    holds: [rows, distinctRows, entries, distinctEntries].every((n) => n === count),
  }
}

/** E1: mails through Postfix while the program is killed; each is there once, and seen within a minute of the last kill. */
export const killedWhileReceiving: Case = async ({ postfix, product }, { say }) => {
  const [count, kills] = [600, 25]
  const before = await postfix.deferred()
  const sender = senderTo({ port: postfix.port })
  const sending = sendAll(sender, numbered('E1', count))
  for (let kill = 1; kill <= kills; kill++) {
    await until(`mail before kill ${kill}`, async () => (await countOf(product, 'E1')).rows >= (kill * count) / (kills + 2), 120_000)
    await sleep(Math.random() * 60)
    await product.kill()
    await product.start()
    say(`E1: kill ${kill} of ${kills}`)
  }
  await sending
  sender.close()
  const began = performance.now()
  await until('every mail seen', async () => (await countOf(product, 'E1')).distinctEntries >= count, 120_000)
  const seconds = (performance.now() - began) / 1000
  const each = await onceEach(product, 'E1', count)
  return [
    { criterion: 'E1', what: `${count} mails through Postfix, the program killed with -9 ${kills} times`, ...each, aim: `${count} of each` },
    { criterion: 'E1', what: 'the last seen after the last start', found: `${seconds.toFixed(1)} s; ${(await postfix.deferred()) - before} deliveries put off by Postfix`, aim: '60 s', holds: seconds <= 60 },
  ]
}

// While the database is away there is nothing to count.
const rowsOf = (product: Product, series: string) => countOf(product, series).then(({ rows }) => rows, () => 0)

/** E2: mails handed over while PostgreSQL is ended at once and comes back: kept, or told to come again. */
export const databaseRestarts: Case = async ({ product }, { say }) => {
  const [count, restarts] = [400, 5]
  const sender = senderTo({ port: product.lmtp, lmtp: true })
  const sending = sendAll(sender, numbered('E2', count))
  for (let restart = 1; restart <= restarts; restart++) {
    await until(`mail before restart ${restart}`, async () => (await rowsOf(product, 'E2')) >= (restart * count) / (restarts + 2), 120_000)
    await product.restartDatabase(700)
    say(`E2: restart ${restart} of ${restarts}`)
  }
  const answers = await sending
  sender.close()
  await until('every mail seen', async () => (await countOf(product, 'E2').catch(() => ({ distinctEntries: 0 }))).distinctEntries >= count, 180_000)
  const told = [...answers].toSorted().map(([answer, n]) => `${n} × ${answer}`).join(', ')
  return [
    { criterion: 'E2', what: `${count} mails over ${restarts} immediate restarts of PostgreSQL`, ...(await onceEach(product, 'E2', count)), aim: `${count} of each` },
    { criterion: 'E2', what: 'what the sending server was told', found: told, aim: 'only 2xx and 4xx', holds: ![...answers.keys()].some((answer) => answer.startsWith('5')) },
  ]
}
