import { createHmac, randomInt, randomUUID } from 'node:crypto'
import { refOf } from '#voice'
import { webhookOf } from '../../server/call-sim/webhooks.ts'
import type { Line } from '../mail/stage.ts'
import { asked, onStage, secret, withClient, type Stage } from './stage.ts'

const ownSecret = 'the secret of an installation that is guessed at'
const triesACall = 3
const callsANumber = 10
const liveCodes = 100
const controls = 5
const atOnce = 12

type Standing = { id: string; provider_id: string; number: string }

/** P4: codes are guessed at random, from one number and from very many; as many are found as chance gives, and no more. */
export const guessed = ({ guesses, say }: { guesses: number; say: (line: string) => void }): Promise<Line[]> =>
  onStage({ dialect: 'jambonz', env: { HOSPES_SECRET: ownSecret } }, async (stage) => {
    const codes = await makeCodes(stage)
    // The control: what cannot find a right code finds no wrong one either.
    const right = await guessAll(stage, await standAtTheQuestion(stage, { calls: controls, numbers: controls }), codes.slice(0, controls))
    const alone = await guessAll(stage, await standAtTheQuestion(stage, { calls: 700, numbers: 1 }))
    const left = liveCodes - right.found
    const many = Math.ceil(guesses / triesACall)
    const began = performance.now()
    const spread = await guessAll(stage, await standAtTheQuestion(stage, { calls: many, numbers: Math.ceil(many / callsANumber) }))
    say(`P4: ${(spread.guesses / ((performance.now() - began) / 1_000)).toFixed(0)} guesses a second`)
    const expected = (spread.guesses * left) / 1_000_000
    const most = expected + 4 * Math.sqrt(expected)
    const kept = await asked<{ n: number }>(stage.connection, "select count(*)::int as n from voice.call where keyed ~ '^[0-9]{6}$'")
    return [
      { criterion: 'P4', what: `${controls} callers who key the code they were given: found`, found: `${right.found}`, aim: `${controls}`, holds: right.found === controls },
      { criterion: 'P4', what: `${alone.guesses} guesses from one number at ${left} living codes: compared, found`, found: `${alone.compared}, ${alone.found}`, aim: '30 an hour; none', holds: alone.compared <= 30 && alone.found === 0 },
      { criterion: 'P4', what: `${spread.guesses.toLocaleString('en-GB')} random guesses from ${Math.ceil(many / callsANumber).toLocaleString('en-GB')} numbers, three a call: compared, found`, found: `${spread.compared.toLocaleString('en-GB')}, ${spread.found}`, aim: `by chance ${expected.toFixed(1)}, at most ${most.toFixed(1)} (4 σ)`, holds: spread.found <= most },
      { criterion: 'P4', what: 'codes that are kept anywhere as they were keyed', found: `${kept[0]?.n ?? 0}`, aim: '0', holds: kept[0]?.n === 0 },
    ]
  })

/** Codes that partners hold at this moment, as they are keyed; all of the demo world's first conversation that is open. */
const makeCodes = (stage: Stage) =>
  withClient(stage.connection, async (client) => {
    const codes = new Set<string>()
    while (codes.size < liveCodes) codes.add(String(randomInt(1_000_000)).padStart(6, '0'))
    for (const code of codes) {
      await client.query(`
        insert into identity.caller_code (brand_id, id, account_id, code_hash, conversation_id, issued_at, expires_at)
        select brand_id, $1, asker_id, $2, id, now(), now() + interval '1 hour' from conversations.conversation c
        where door = 'partner' and asker_id is not null and not exists (select from conversations.closure x where x.brand_id = c.brand_id and x.conversation_id = c.id) order by id limit 1`,
      [randomUUID(), createHmac('sha256', ownSecret).update(`caller-code:${code}`).digest()])
    }
    return [...codes]
  })

/** Calls that have come in and are asked for their code: as they are after the first webhook. */
const standAtTheQuestion = (stage: Stage, { calls, numbers }: { calls: number; numbers: number }): Promise<Standing[]> =>
  withClient(stage.connection, async (client) => (await client.query<Standing>(`
    insert into voice.call (brand_id, id, provider, provider_id, direction, line, door, locale, number, state, step, room, started_at)
    select $1, gen_random_uuid(), 'jambonz', 'CA' || gen_random_uuid(), 'in', $4, 'partner', 'en', '+4674' || lpad(($3::int * 100000 + n % $3::int)::text, 11, '0'), 'asking', 'code', gen_random_uuid()::text, now()
    from generate_series(1, $2::int) n returning id, provider_id, number`, [stage.world.brandId, calls, numbers, lineOf(stage)])).rows)

const lineOf = ({ world }: Stage) => world.content.lines.find(({ number, door }) => door === 'partner' && number !== '')?.key ?? ''

/** Keys three codes into each call: at random, or one that is known. */
const guessAll = async ({ program, connection }: Stage, calls: readonly Standing[], known?: readonly string[]) => {
  const identity = { dialect: 'jambonz', account: 'AC1', secret, now: () => new Date() } as const
  const compared = async () => (await asked<{ n: number }>(connection, "select coalesce(sum(least(attempts, 30)), 0)::int as n from platform.rate_limit where subject like 'caller-code-number:%'"))[0]?.n ?? 0
  const found = async () => (await asked<{ n: number }>(connection, 'select count(*)::int as n from identity.caller_code where used_at is not null'))[0]?.n ?? 0
  const [comparedBefore, foundBefore] = [await compared(), await found()]
  const next = calls.entries()
  const tries = known ? 1 : triesACall
  const one = async () => {
    for (const [place, { id, provider_id: legId, number }] of next) {
      for (let turn = 0; turn < tries; turn++) {
        const { url, body, headers } = webhookOf(identity, `${program.base}/voice/jambonz/step/code-${turn}/${refOf({ callId: id, side: 'caller' }, ownSecret)}`, { legId, from: number, to: '', status: 'in-progress', sequence: turn, digits: known?.[place] ?? String(randomInt(1_000_000)).padStart(6, '0') })
        const response = await fetch(url, { method: 'POST', body, headers })
        await response.arrayBuffer()
        if (response.status !== 200) throw new Error(`a guess was answered with ${response.status}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { guesses: calls.length * tries, compared: (await compared()) - comparedBefore, found: (await found()) - foundBefore }
}
