import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { present } from '#brand'
import { openingState } from '#kernel'
import type { Ctx } from '#identity'
import { linePlace } from '#queue'
import { translator, type TextKey, type Values } from '#web/locales'
import type { Call } from './call-queries.ts'
import { calendarOf, type Line } from './line.ts'
import { linesOf } from './lines.ts'
import type { Script, Verb } from './providers/provider.ts'

/** What a caller can stand at, and what they hear there. */
export const steps = ['code', 'property', 'name', 'number', 'pin', 'proved', 'stranger', 'closed', 'full', 'message', 'waiting', 'confirm', 'meet', 'keys', 'held', 'promised', 'bye'] as const
export type Step = (typeof steps)[number]

/** What a caller is told, in which language; null is a call that is none of ours. */
export type Spoken = { script: Script; locale: string; callId: string | null }

const longSeconds = 12
const keySeconds = 8

/** A step and which time its question is asked: an answer told twice is no second try. */
export const turnOf = ({ tries }: Pick<Call, 'tries'>, step: Step): string => `${step}-${tries}`

type Speak = (key: TextKey, values?: Values) => string

/** The words and keys of the step a call is at; asked twice it says the same. `before` is what the last step led to. */
export const prompt = async (ctx: Ctx, call: Call, before: readonly string[] = []): Promise<Script> => {
  const { name: brand } = await present(ctx)
  const speak: Speak = (key, values) => translator(call.locale, 'UTC').t(key, { ...values })
  const said = before.map((text): Verb => ({ do: 'say', text }))
  return [...said, ...(await verbsOf(ctx, call, { speak, brand }))]
}

type Words = { speak: Speak; brand: string }

const verbsOf = async (ctx: Ctx, call: Call, { speak, brand }: Words): Promise<Script> => {
  const ask = (step: Step, key: TextKey, more: { digits: number; speech?: boolean; seconds?: number }): Script =>
    [{ do: 'gather', step: turnOf(call, step), say: [speak(key)], seconds: longSeconds, ...more }]
  switch (call.step as Step) {
    case 'code': return ask('code', 'voice.partner.code', { digits: 10 })
    case 'property': return ask('property', 'voice.partner.property', { digits: 10 })
    case 'name': return ask('name', 'voice.partner.name', { digits: 1, speech: true })
    case 'number': return ask('number', 'voice.guest.number', { digits: 10 })
    case 'pin': return ask('pin', 'voice.guest.pin', { digits: 6 })
    // Answered at once by what follows; asked for again it is that too.
    case 'proved': case 'stranger': return [{ do: 'go', step: call.step }]
    case 'message': return ask('message', 'voice.message.speak', { digits: 1, speech: true, seconds: 30 })
    case 'closed': return [{ do: 'gather', step: turnOf(call, 'closed'), say: [...(await closedWords(ctx, call, speak)), speak('voice.closed.keys')], digits: 1, seconds: keySeconds }]
    case 'full': return [{ do: 'gather', step: turnOf(call, 'full'), say: [speak('voice.full'), speak('voice.closed.keys')], digits: 1, seconds: keySeconds }]
    case 'waiting': return waiting(ctx, call, speak)
    case 'confirm': return [{ do: 'gather', step: turnOf(call, 'confirm'), say: [speak('voice.callBack.hello', { brand }), speak(call.keyed === 'code' ? 'voice.callBack.code' : 'voice.callBack.one')], digits: call.keyed === 'code' ? 4 : 1, seconds: longSeconds }]
    case 'meet': return [{ do: 'say', text: speak('voice.wait.connecting') }, { do: 'meet', room: call.room }]
    case 'keys': return [{ do: 'keys', digits: call.keyed ?? '' }, { do: 'meet', room: call.room }]
    case 'held': return [{ do: 'say', text: speak('voice.held') }, { do: 'pause', seconds: 20 }, { do: 'go', step: 'held' }]
    case 'promised': return [{ do: 'hang-up' }]
    case 'bye': return [{ do: 'say', text: speak('voice.bye') }, { do: 'hang-up' }]
  }
}

const waiting = async (ctx: Ctx, call: Call, speak: Speak): Promise<Script> => {
  const place = call.conversation_id ? await linePlace(ctx, call.conversation_id) : null
  const words = place ? [place.place === 1 ? speak('voice.wait.next') : speak('voice.wait.place', { place: place.place }), ...(place.minutes === null ? [] : [speak('voice.wait.minutes', { minutes: Math.max(1, place.minutes) })])] : []
  // The hours have ended and nobody is there any more: whoever waits on is not to believe that it will not be long.
  const closed = place?.minutes === null && (await isClosed(ctx, call)) ? await closedWords(ctx, call, speak) : []
  return [{ do: 'gather', step: turnOf(call, 'waiting'), say: [...words, ...closed, speak('voice.wait.keys')], digits: 1, seconds: keySeconds }]
}

const isClosed = async (ctx: Ctx, call: Call): Promise<boolean> => {
  const own = (await linesOf(ctx, call.door === 'guest' ? 'guest' : 'partner')).find(({ key }) => key === call.line)
  return own !== undefined && !openingState(calendarOf(own), ctx.now()).open
}

const closedWords = async (ctx: Ctx, call: Call, speak: Speak): Promise<string[]> => {
  const lines = await linesOf(ctx, call.door === 'guest' ? 'guest' : 'partner')
  const own = lines.find(({ key }) => key === call.line)
  const always = lines.find(({ kind }) => kind === 'round-the-clock')
  const state = own && openingState(calendarOf(own), ctx.now())
  const opens = own && state && !state.open ? state.opens : null
  return [
    opens ? speak('voice.closed.opens', { when: translator(call.locale, own?.timeZone ?? 'UTC').dateTime(opens, 'weekday') }) : speak('voice.closed.now'),
    ...(always && always.key !== call.line ? [speak('voice.closed.always', { number: spoken(always) })] : []),
  ]
}

// Digit by digit, as numbers are read out.
const spoken = ({ number }: Line) => (parsePhoneNumberFromString(number)?.formatInternational() ?? number).replaceAll(/\d/g, '$& ').trim()

/** What is said to somebody before a call is known: a number that is nobody's, a fault. */
export const apology = (locale: string, key: 'voice.unknownNumber' | 'voice.fault.noted' | 'voice.fault.later' | 'voice.fault.number'): Script => [{ do: 'say', text: translator(locale, 'UTC').t(key) }, { do: 'hang-up' }]
