import type pg from 'pg'
import { guess, inParallel, networkOf } from './guess.ts'
import { medianOf, type Median } from './interval.ts'

export type Ground = { base: string; client: pg.Client }

const kinds = ['known', 'unknown', 'cancelled', 'locked'] as const
type Kind = (typeof kinds)[number]
export type Compared = { rounds: number; answers: number; medians: Record<Kind, number>; differences: Record<Exclude<Kind, 'unknown'>, Median> }

/** Wrong PINs for a number of each kind, in turn; what was counted is forgotten between the rounds, so that each meets the same limits. */
export const compare = async ({ base, client }: Ground, rounds: number): Promise<Compared> => {
  const { rows } = await client.query<{ number: string; status: string }>("select confirmation_number as number, status from directory.reservation where status in ('booked', 'cancelled') order by 1")
  const booked = rows.filter(({ status }) => status === 'booked')
  const numbers: Record<Kind, string> = { known: booked[0]?.number ?? '', locked: booked[1]?.number ?? '', cancelled: rows.find(({ status }) => status === 'cancelled')?.number ?? '', unknown: '4999999998' }
  for (let n = 0; n < 6; n++) await guess(base, { number: numbers.locked, pin: '000000', network: networkOf(n) })
  const times: Record<Kind, number[]> = { known: [], unknown: [], cancelled: [], locked: [] }
  const digests = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    await client.query('delete from platform.rate_limit')
    await client.query('delete from identity.guest_guard where number <> $1', [numbers.locked])
    // Whoever goes first meets a colder cache: each kind does so as often as the others.
    for (const kind of [...kinds.slice(round % 4), ...kinds.slice(0, round % 4)]) {
      const { ms, digest } = await guess(base, { number: numbers[kind], pin: '000000', network: networkOf(1_000 + round * 4 + kinds.indexOf(kind)) })
      times[kind].push(ms)
      digests.add(digest)
    }
  }
  const against = (kind: Kind) => medianOf(times[kind].map((ms, round) => ms - (times.unknown[round] ?? 0)))
  return {
    rounds, answers: digests.size,
    medians: { known: medianOf(times.known).median, unknown: medianOf(times.unknown).median, cancelled: medianOf(times.cancelled).median, locked: medianOf(times.locked).median },
    differences: { known: against('known'), cancelled: against('cancelled'), locked: against('locked') },
  }
}

export type Forced = { guesses: number; networks: number; seconds: number; checked: number; wrong: number; stopped: number }

/** So many PINs tried on one booking from many networks: how many were compared with the right one at all. */
export const forceOne = async ({ base, client }: Ground, { guesses, networks }: { guesses: number; networks: number }): Promise<Forced> => {
  await forget(client)
  const { rows } = await client.query<{ number: string }>("select confirmation_number as number from directory.reservation where status = 'booked' order by 1 desc limit 1")
  const number = rows[0]?.number ?? ''
  const forced = await force(base, networks, Array.from({ length: guesses }, (_, index) => ({ number, pin: String(index).padStart(6, '0') })))
  const counted = await client.query<{ checked: number }>('select day_tries as checked from identity.guest_guard where number = $1', [number])
  return { ...forced, checked: counted.rows[0]?.checked ?? 0 }
}

/** One PIN tried on each of many bookings: how many were compared before the breaker stopped everybody. */
export const forceMany = async ({ base, client }: Ground, { guesses, networks }: { guesses: number; networks: number }): Promise<Forced> => {
  await forget(client)
  const forced = await force(base, networks, Array.from({ length: guesses }, (_, index) => ({ number: String(4_000_000_000 + index), pin: '123456' })))
  return { ...forced, checked: forced.wrong }
}

const atOnce = 32

const force = async (base: string, networks: number, typed: { number: string; pin: string }[]) => {
  const began = performance.now()
  const answers = await inParallel(typed.map((each, index) => ({ ...each, network: networkOf(index % networks) })), atOnce, (each) => guess(base, each))
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  return { guesses: typed.length, networks, seconds: (performance.now() - began) / 1_000, wrong: count(401), stopped: count(429) }
}

const forget = async (client: pg.Client) => {
  await client.query('delete from platform.rate_limit')
  await client.query('delete from identity.guest_guard')
}
