import { z } from 'zod'
import { call } from './http.ts'
import { voiceLanguages, type Cause, type Heard, type LegEvent, type Provider, type ProviderSettings, type Verb, type Writing } from './provider.ts'
import { trustTimed } from './signatures.ts'

/** A self-hosted jambonz, which is answered in JSON verbs. */
export const jambonz = (settings: ProviderSettings): Provider => ({
  key: 'jambonz',
  trust: (webhook, now) => trustTimed(webhook, settings.secret, now),
  read: ({ body }) => readJson(body, settings.account),
  write: (script, writing) => ({ contentType: 'application/json', body: JSON.stringify(script.map((verb) => verbOf(verb, writing))) }),
  control: controlOf(settings),
})

const Text = z.string().max(2_000)
const Webhook = z.object({
  call_sid: z.string().regex(/^[\w-]{1,64}$/),
  account_sid: Text.optional(),
  from: Text.default(''),
  to: Text.default(''),
  call_status: Text,
  sip_status: z.number().optional(),
  sequence: z.int().nonnegative().max(999_999_999).optional(),
  digits: Text.optional(),
  speech: z.object({ alternatives: z.array(z.object({ transcript: Text })).max(10) }).optional(),
})

const statuses: Record<string, { event: LegEvent; cause: Cause | null; rank: number }> = {
  trying: { event: 'ringing', cause: null, rank: 0 },
  ringing: { event: 'ringing', cause: null, rank: 1 },
  'early-media': { event: 'ringing', cause: null, rank: 1 },
  'in-progress': { event: 'answered', cause: null, rank: 2 },
  completed: { event: 'ended', cause: 'hung-up', rank: 3 },
  busy: { event: 'ended', cause: 'busy', rank: 3 },
  'no-answer': { event: 'ended', cause: 'no-answer', rank: 3 },
  failed: { event: 'ended', cause: 'lost', rank: 3 },
  queued: { event: 'ringing', cause: null, rank: 0 },
}

const readJson = (body: string, account: string): Heard | null => {
  const told = Webhook.safeParse(parsed(body)).data
  const status = statuses[told?.call_status ?? '']
  if (!told || !status || (account !== '' && told.account_sid !== account)) return null
  const cause = status.cause === 'hung-up' && (told.sip_status ?? 200) >= 400 ? 'lost' : status.cause
  return {
    legId: told.call_sid, from: told.from, to: told.to, event: status.event, cause, sequence: told.sequence ?? status.rank,
    digits: told.digits === undefined ? null : told.digits.replaceAll(/[^\d*#]/g, '').slice(0, 40),
    speech: told.speech?.alternatives[0]?.transcript ?? null,
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const verbOf = (verb: Verb, writing: Writing): Record<string, unknown> => {
  switch (verb.do) {
    case 'say': return { verb: 'say', text: verb.text, synthesizer: { language: languageOf(writing) } }
    case 'pause': return { verb: 'pause', length: verb.seconds }
    case 'go': return { verb: 'redirect', actionHook: writing.addressOf(verb.step) }
    case 'hang-up': return { verb: 'hangup' }
    case 'keys': return { verb: 'dtmf', dtmf: verb.digits, duration: 250 }
    case 'meet': return { verb: 'conference', name: verb.room, beep: false, startConferenceOnEnter: true, endConferenceOnExit: false, joinMuted: verb.muted ?? false }
    case 'gather': return {
      verb: 'gather', actionHook: writing.addressOf(verb.step), input: verb.speech ? ['speech', 'digits'] : ['digits'], maxDigits: verb.digits, finishOnKey: '#', timeout: verb.seconds,
      say: { text: verb.say.join(' '), synthesizer: { language: languageOf(writing) } }, ...(verb.speech ? { recognizer: { language: languageOf(writing) } } : {}),
    }
  }
}

const languageOf = ({ locale }: Writing) => voiceLanguages[locale] ?? 'en-GB'

const controlOf = ({ apiUrl, account, apiToken }: ProviderSettings): Provider['control'] => {
  const root = `${apiUrl.replace(/\/$/, '')}/v1/Accounts/${encodeURIComponent(account)}/Calls`
  const authorization = `Bearer ${apiToken}`
  const send = (method: 'POST' | 'PUT', url: string, body: unknown) => call(url, { method, authorization, contentType: 'application/json', body: JSON.stringify(body) })
  const hook = (url: string) => ({ url, method: 'POST' })
  return {
    place: async ({ to, from, answerAddress, eventAddress, seconds }) => {
      const target = to.startsWith('sip:') ? { type: 'sip', sipUri: to } : { type: 'phone', number: to }
      const answer = await send('POST', root, { from, to: target, call_hook: hook(answerAddress), call_status_hook: hook(eventAddress), timeout: seconds })
      return answer.placedAs('sid')
    },
    redirect: async (legId, address) => (await send('PUT', `${root}/${encodeURIComponent(legId)}`, { call_hook: hook(address) })).ok,
    hangUp: async (legId) => {
      const { ok, isOver } = await send('PUT', `${root}/${encodeURIComponent(legId)}`, { call_status: 'completed' })
      return ok || isOver
    },
  }
}
