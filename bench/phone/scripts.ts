import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Carrier, Leg } from '../../server/call-sim/carrier.ts'

/** What a call of the log comes to. */
export type Expected = { ended: string; level: number; proof: string; cause: string; callBack: boolean }
type Script = { line: 'partner' | 'guest'; play: (carrier: Carrier, leg: Leg, booked: Booked) => Promise<void>; expects: Expected }
export type ScriptedCall = { from: string; script: Script; booked: Booked }
export type Lines = { partner: string; guest: string }

// Of the demo world: a partner's property, and guests' bookings with their PINs. Those who ring at once do so about bookings of their own.
export const property = '1204417'
type Booked = { number: string; pin: string }
const bookings: readonly Booked[] = [
  { number: '4071882316', pin: '604182' }, { number: '4071930548', pin: '271935' }, { number: '4068225179', pin: '839407' }, { number: '4072018665', pin: '406377' },
]
const keys = async (carrier: Carrier, leg: Leg, all: readonly string[]) => {
  for (const digits of all) await carrier.key(leg, digits)
}
const left = { ended: 'caller-left', cause: 'hung-up', callBack: false }
const lost = { ended: 'dropped', cause: 'lost' }

/** Nobody answers them: how far callers come, and how they go. */
const scripts: readonly Script[] = [
  { line: 'partner', expects: { ...left, level: 0, proof: 'none' }, play: (carrier, leg) => carrier.hangUp(leg) },
  {
    line: 'partner', expects: { ...left, level: 1, proof: 'claim' },
    play: async (carrier, leg) => {
      await keys(carrier, leg, ['', property])
      await carrier.say(leg, 'Ada Lindqvist, owner')
      await carrier.wait(leg)
      await carrier.hangUp(leg)
    },
  },
  {
    line: 'partner', expects: { ...left, level: 1, proof: 'claim' },
    play: async (carrier, leg) => {
      await keys(carrier, leg, ['000001', '000002', '000003', property])
      await carrier.say(leg, 'Nils')
      await carrier.hangUp(leg)
    },
  },
  {
    line: 'guest', expects: { ...left, level: 2, proof: 'pin' },
    play: async (carrier, leg, booked) => {
      await keys(carrier, leg, [booked.number, booked.pin])
      await carrier.wait(leg)
      await carrier.hangUp(leg)
    },
  },
  {
    line: 'guest', expects: { ended: 'call-back', level: 0, proof: 'none', cause: 'hung-up', callBack: true },
    play: (carrier, leg) => keys(carrier, leg, ['12', '34', '56', '1']),
  },
  {
    line: 'guest', expects: { ended: 'call-back', level: 2, proof: 'pin', cause: 'hung-up', callBack: true },
    play: (carrier, leg, booked) => keys(carrier, leg, [booked.number, booked.pin, '1']),
  },
  {
    line: 'partner', expects: { ...lost, level: 2, proof: 'pin', callBack: true },
    play: async (carrier, leg, booked) => {
      await keys(carrier, leg, [booked.number, booked.pin])
      await carrier.hangUp(leg, 'failed')
    },
  },
  { line: 'guest', expects: { ...lost, level: 0, proof: 'none', callBack: false }, play: (carrier, leg) => carrier.hangUp(leg, 'failed') },
]

/** So many calls, each from a number of its own, by the scripts in turn. */
export const scriptedCalls = (count: number): ScriptedCall[] =>
  Array.from({ length: count }, (_, index) => ({ from: `+4670${String(1_000_000 + index)}`, script: scripts[index % scripts.length] as Script, booked: bookings[index % bookings.length] as Booked }))

export const playCall = async (carrier: Carrier, { from, script, booked }: ScriptedCall, lines: Lines): Promise<void> =>
  script.play(carrier, await carrier.call({ from, to: lines[script.line] }), booked)

/** The log of the calls that came in, as anybody would read it, by caller. */
export const logOf = async (db: Db): Promise<(Expected & { from: string; legs: number; whole: boolean })[]> => {
  const { rows } = await sql<Expected & { from: string; legs: number; whole: boolean }>`
    select c.number as "from", c.ended, c.level::int as level, c.proof, min(l.cause) as cause, count(l.*)::int as legs, exists (
        select from voice.callback b where b.brand_id = c.brand_id and b.conversation_id = c.conversation_id and c.ended in ('call-back', 'dropped')) as "callBack",
      bool_and(c.state = 'ended' and l.ringing_at is not null and l.answered_at is not null and l.ended_at is not null) as whole
    from voice.call c left join voice.leg l on l.brand_id = c.brand_id and l.call_id = c.id
    where c.direction = 'in' group by c.brand_id, c.id order by c.number`.execute(db)
  return rows
}

/** Numbers between 0 and 1 that come again with the same seed. */
export const seeded = (seed: number): (() => number) => {
  const state = { seed }
  return () => (state.seed = (state.seed * 48_271) % 2_147_483_647) / 2_147_483_647
}
