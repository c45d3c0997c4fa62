import type { Reason } from '#contract/queue'
import { describe, expect, test } from 'vitest'
import { texts as english } from '../../locales/en/desk-areas.ts'
import { texts as swedish } from '../../locales/sv/desk-areas.ts'
import { reasonInWords } from './reasons.ts'
import { translator } from './texts.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const t = translator(english, 'en-GB')
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const said = (reason: Reason) => reasonInWords(t, reason, now)

describe('R51 why a conversation stands where it does, in words', () => {
  test('check-in, level, promise and waiting read as the domain says them', () => {
    const reasons: Reason[] = [
      { kind: 'check-in-soon', checkIn: at(5 * 60) },
      { kind: 'loyalty', level: 3 },
      { kind: 'promise', by: at(40) },
      { kind: 'waiting', since: at(-3 * 60) },
    ]
    expect(reasons.map((reason) => said(reason).words)).toEqual(['check-in in 5 h', 'level 3', 'promise in 40 min', 'waited 3 h'])
  })

  test('what has passed says so and is urgent', () => {
    expect(said({ kind: 'promise', by: at(-20) })).toEqual({ words: 'promise passed 20 min ago', urgency: 'late' })
    expect(said({ kind: 'urgent-stay', checkIn: at(-90) })).toEqual({ words: 'check-in 2 h ago', urgency: 'late' })
  })

  test('a promise within the hour and a check-in within half a day are soon, the rest is calm', () => {
    expect([at(59), at(61)].map((by) => said({ kind: 'promise', by }).urgency)).toEqual(['soon', 'calm'])
    expect([at(11 * 60), at(30 * 60)].map((checkIn) => said({ kind: 'check-in-soon', checkIn }).urgency)).toEqual(['soon', 'calm'])
  })

  test('long times are days, and Swedish is written as Swedish', () => {
    const sv = translator(swedish, 'sv-SE')
    expect(said({ kind: 'waiting', since: at(-72 * 60) }).words).toBe('waited 3 days')
    expect(reasonInWords(sv, { kind: 'check-in-soon', checkIn: at(5 * 60) }, now).words).toBe('incheckning om 5 tim')
    expect(reasonInWords(sv, { kind: 'waiting', since: at(-72 * 60) }, now).words).toBe('väntat 3 dygn')
  })
})
