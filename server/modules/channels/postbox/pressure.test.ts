import { setTimeout as soon } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { namesOf, sendTo } from '#test/fakes/mails'
import { startWorld } from '#test/world'

const world = await startWorld({ takesMail: true, cuttable: true, env: { MAIL_FROM: 'help@mail.fjordstay.example', LOG_LEVEL: 'silent' }, names: namesOf('example.com') })
const { db } = world.app.system
const about = (series: string, n: number) => `About ${series}-${n}.`

/** The same bytes each time, as a mail server keeps them until they are taken. */
const send = (series: string, n: number) => {
  const [from, to] = [`guest${n}@example.com`, 'guests@mail.fjordstay.example']
  return sendTo(world.app.listening.mailPort ?? 0, { from, to, raw: `From: ${from}\r\nTo: ${to}\r\nSubject: Our stay\r\nMessage-ID: <${series}-${n}@example.com>\r\n\r\n${about(series, n)}\r\n` })
}

/** Hands one mail over as a mail server does, again until it is taken; notes what it was answered. */
const sendUntilTaken = async (series: string, n: number, answers: number[] = []): Promise<void> => {
  for (let code = 0; code < 200 || (code >= 400 && code < 500);) {
    code = await send(series, n).then(() => 250, (error: unknown) => Number(Object(error).responseCode))
    answers.push(code)
    if (code !== 250) await soon(50)
  }
}

/** The numbers of a series that stand in a conversation, one for each time. */
const seen = async (series: string) => {
  const rows = await db.selectFrom('conversations.entry').select('body').where('kind', '=', 'message').where('body', 'like', `%About ${series}-%`).execute()
  return rows.map(({ body }) => Number(/-(\d+)\.\s*$/.exec(body ?? '')?.[1])).toSorted((a, b) => a - b)
}
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

test('E2 | SMTP | mails while the database is taken away and given back twice: each is told to come again or taken, never refused, and stands once', async () => {
  const answers: number[] = []
  const state = { sent: 0, over: false }
  const sending = (async () => {
    while (!state.over) await sendUntilTaken('away', state.sent++, answers)
  })()
  const taken = () => answers.filter((code) => code === 250).length
  for (const _ of [1, 2]) {
    const [before, later] = [taken(), answers.length - taken()]
    await expect.poll(() => taken() - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    await world.databaseLine?.cut()
    await expect.poll(() => answers.length - taken(), { timeout: 20_000 }).toBeGreaterThan(later)
    await world.databaseLine?.mend()
  }
  state.over = true
  await sending
  await expect.poll(() => seen('away'), { timeout: 20_000 }).toEqual(upTo(state.sent))
  expect(answers.filter((code) => code !== 250 && !(code >= 400 && code < 500))).toEqual([])
})

test('E6 | SMTP | a hundred mails over ten lines at once are taken and each stands once', async () => {
  const left = upTo(100)
  await Promise.all(upTo(10).map(async () => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) await sendUntilTaken('burst', n)
  }))
  await expect.poll(() => seen('burst'), { timeout: 60_000 }).toEqual(upTo(100))
})
