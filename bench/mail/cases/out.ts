import { setTimeout as sleep } from 'node:timers/promises'
import { authenticate } from 'mailauth'
import { ada, answerAs, askAs, maja, signIn } from '../desk.ts'
import { until } from '../ground.ts'
import { domains } from '../names.ts'
import { outsideServer } from '../outside.ts'
import type { Case, Stage } from '../stage.ts'

const settledAnswers = async ({ product }: Stage, mark: string): Promise<number> =>
  Number((await product.query<{ n: string }>(`select count(*) as n from email.outgoing where body_text like $1 and sent_at is null and failed_at is null`, [`%${mark}%`]))[0]?.n)

/** Conversations with three answers each; their mails wait, as the smarthost is away. */
const writeAnswers = async ({ product }: Stage, mark: string, count: number) => {
  const [partner, agent] = [await signIn(product, ada), await signIn(product, maja)]
  const each = 3
  for (let n = 0; n < count / each; n++) {
    const id = await askAs(partner, `Question ${mark} ${n}`)
    for (let answer = 0; answer < each; answer++) await answerAs(agent, id, `Answer ${mark} ${n}.${answer}.`)
  }
  const written = async () => Number((await product.query<{ n: string }>(`select count(*) as n from email.outgoing where kind = 'answer' and body_text like $1`, [`%Answer ${mark} %`]))[0]?.n)
  await until('every answer written', async () => (await written()) >= count, 120_000)
}

type Sent = { mark: string; id: string }

const inOrder = (sent: readonly Sent[]) => {
  const firsts = new Map<string, string[]>()
  for (const { mark } of sent) {
    const [conversation = '', answer = ''] = mark.split('.')
    const seen = firsts.get(conversation) ?? []
    if (!seen.includes(answer)) firsts.set(conversation, [...seen, answer])
  }
  return [...firsts.values()].every((answers) => answers.join() === '0,1,2')
}

const sentOf = (mails: readonly string[], mark: string): Sent[] =>
  mails.flatMap((mail) => {
    const found = new RegExp(`Answer ${mark} (\\d+\\.\\d)\\.`).exec(mail)?.[1]
    const id = /^message-id:\s*(<[^>]+>)/im.exec(mail)?.[1]
    return found && id ? [{ mark: found, id }] : []
  })

/** E13: the sender is killed over 300 mails; then the smarthost is away, and comes back. */
export const killedWhileSending: Case = async (stage, { down, say }) => {
  const { product } = stage
  const [count, kills] = [300, 25]
  const outside = await outsideServer(stage.ground)
  const env = { SMTP_URL: outside.url }
  await product.kill()
  await outside.away()
  await product.start(env)
  await writeAnswers(stage, 'kills', count)
  await product.kill()
  outside.delayMs(15)
  await outside.back()
  for (let kill = 1; kill <= kills; kill++) {
    await product.start(env)
    await until(`mail before kill ${kill}`, () => sentOf(outside.mails(), 'kills').length >= (kill * count) / (kills + 2), 120_000)
    await sleep(Math.random() * 15)
    await product.kill()
    say(`E13: kill ${kill} of ${kills}`)
  }
  await product.start(env)
  await until('every mail sent', async () => (await settledAnswers(stage, 'Answer kills ')) === 0, 120_000)
  const sent = sentOf(outside.mails(), 'kills')
  const ids = new Map<string, Set<string>>()
  for (const { mark, id } of sent) ids.set(mark, (ids.get(mark) ?? new Set()).add(id))
  const oneId = [...ids.values()].every((each) => each.size === 1)
  const orderly = inOrder(sent)
  outside.delayMs(0)
  await outside.away()
  await writeAnswers(stage, 'down', count)
  say(`E13: the smarthost is away for ${down} min`)
  await sleep(down * 60_000)
  await outside.back()
  const began = performance.now()
  await until('every mail sent after the outage', async () => (await settledAnswers(stage, 'Answer down ')) === 0, 600_000)
  const seconds = (performance.now() - began) / 1000
  const later = sentOf(outside.mails(), 'down')
  return [
    { criterion: 'E13', what: `${count} mails out, the program killed with -9 ${kills} times`, found: `${ids.size} arrived, ${sent.length - ids.size} of them twice, each under one Message-ID: ${oneId ? 'yes' : 'no'}; in order in each conversation: ${orderly ? 'yes' : 'no'}`, aim: `${count}, one Message-ID, in order`, holds: ids.size === count && oneId && orderly },
    { criterion: 'E13', what: `the smarthost away for ${down} min, ${count} mails waiting: all have left after its return`, found: `${seconds.toFixed(1)} s; ${new Set(later.map(({ mark }) => mark)).size} arrived; in order: ${inOrder(later) ? 'yes' : 'no'}`, aim: '60 s', holds: seconds <= 60 && new Set(later.map(({ mark }) => mark)).size === count && inOrder(later) },
  ]
}

/** E14: what leaves passes at its receiver, before, while and after the key is changed. */
export const signed: Case = async (stage) => {
  const { product, names, dovecot } = stage
  const [, next] = names.keys
  const box = `ada@${domains.partners}`
  const before = (await dovecot.mails(box)).length
  await product.kill()
  await product.start()
  const [partner, agent] = [await signIn(product, ada), await signIn(product, maja)]
  const writeSome = async (mark: string) => {
    for (let n = 0; n < 10; n++) await answerAs(agent, await askAs(partner, `Question ${mark} ${n}`), `Answer ${mark} ${n}, räksmörgås 🏨.`)
  }
  await writeSome('one')
  await product.kill()
  await product.start({ MAIL_DKIM_SELECTOR: next?.selector ?? '', MAIL_DKIM_KEY: next?.file ?? '' })
  const [partnerNow, agentNow] = [await signIn(product, ada), await signIn(product, maja)]
  for (let n = 0; n < 10; n++) await answerAs(agentNow, await askAs(partnerNow, `Question two ${n}`), `Answer two ${n}.`)
  await until('every mail in the mailbox', async () => (await dovecot.mails(box)).length >= before + 40, 120_000)
  const mails = (await dovecot.mails(box)).slice(before)
  const verdicts = await Promise.all(mails.map(async (mail) => {
    const { dkim, spf, dmarc } = await authenticate(mail, { ip: '127.0.0.1', helo: 'mx.fjordstay.example', mta: 'mx.skargard.example', sender: /^return-path:\s*<([^>]*)>/im.exec(mail.toString())?.[1] ?? '', resolver: names.resolve, disableBimi: true })
    return { dkim: dkim.results[0]?.status.result, selector: dkim.results[0]?.selector, spf: spf ? spf.status.result : 'none', dmarc: dmarc ? dmarc.status.result : 'none', null: /^return-path:\s*<>/im.test(mail.toString()) }
  }))
  const share = (holds: (verdict: (typeof verdicts)[number]) => boolean) => verdicts.filter(holds).length
  const [dkim, dmarc] = [share((each) => each.dkim === 'pass'), share((each) => each.dmarc === 'pass')]
  // What has no sender on its envelope has none that SPF could speak of.
  const spf = share((each) => each.null || each.spf === 'pass')
  const selectors = [...new Set(verdicts.map(({ selector }) => selector))].toSorted()
  return [{
    criterion: 'E14', what: 'mails in a mailbox behind Postfix, the DKIM key changed between them',
    found: `${mails.length} mails: DKIM ${dkim}, SPF ${spf}, DMARC ${dmarc} pass; selectors ${selectors.join(', ')}`, aim: 'all', holds: mails.length >= 40 && [dkim, spf, dmarc].every((n) => n === mails.length) && selectors.length === 2,
  }]
}
