import { call } from './http.ts'
import { voiceLanguages, type Cause, type Heard, type LegEvent, type Provider, type ProviderSettings, type Script, type Verb, type Writing } from './provider.ts'
import { trustForm, trustKeyed } from './signatures.ts'

/** Providers that are answered in TwiML and tell by forms; several speak it. */
export const twiml = (settings: ProviderSettings): Provider => ({
  key: 'twiml',
  trust: (webhook, now) => (settings.publicKey ? trustKeyed(webhook, settings.publicKey, now) : trustForm(webhook, settings.secret)),
  read: ({ body }) => readForm(new URLSearchParams(body), settings.account),
  write: (script, writing) => ({ contentType: 'text/xml; charset=utf-8', body: documentOf(script, writing) }),
  control: controlOf(settings),
})

const statuses: Record<string, { event: LegEvent; cause: Cause | null; rank: number }> = {
  queued: { event: 'ringing', cause: null, rank: 0 },
  initiated: { event: 'ringing', cause: null, rank: 0 },
  ringing: { event: 'ringing', cause: null, rank: 1 },
  'in-progress': { event: 'answered', cause: null, rank: 2 },
  answered: { event: 'answered', cause: null, rank: 2 },
  completed: { event: 'ended', cause: 'hung-up', rank: 3 },
  busy: { event: 'ended', cause: 'busy', rank: 3 },
  'no-answer': { event: 'ended', cause: 'no-answer', rank: 3 },
  canceled: { event: 'ended', cause: 'cancelled', rank: 3 },
  failed: { event: 'ended', cause: 'lost', rank: 3 },
}

const readForm = (form: URLSearchParams, account: string): Heard | null => {
  const legId = form.get('CallSid') ?? ''
  const status = statuses[form.get('CallStatus') ?? '']
  // A call of another account says nothing to us, whatever it is called.
  if (!/^[\w-]{1,64}$/.test(legId) || !status || (account !== '' && form.get('AccountSid') !== account)) return null
  const sipCode = Number(form.get('SipResponseCode') ?? '200')
  const cause = status.cause === 'hung-up' && sipCode >= 400 ? 'lost' : status.cause
  const digits = form.get('Digits')
  return {
    legId, from: form.get('From') ?? '', to: form.get('To') ?? '', event: status.event, cause,
    sequence: sequenceOf(form.get('SequenceNumber')) ?? status.rank,
    digits: digits === null ? null : digits.replaceAll(/[^\d*#]/g, '').slice(0, 40),
    speech: form.get('SpeechResult')?.slice(0, 2_000) ?? null,
  }
}

const sequenceOf = (text: string | null) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null)

const documentOf = (script: Script, writing: Writing) => `<?xml version="1.0" encoding="UTF-8"?><Response>${script.map((verb) => elementOf(verb, writing)).join('')}</Response>`

const elementOf = (verb: Verb, writing: Writing): string => {
  switch (verb.do) {
    case 'say': return say(verb.text, writing)
    case 'pause': return `<Pause length="${verb.seconds}"/>`
    case 'go': return `<Redirect method="POST">${escaped(writing.addressOf(verb.step))}</Redirect>`
    case 'hang-up': return '<Hangup/>'
    case 'keys': return `<Play digits="${escaped(verb.digits)}"/>`
    case 'meet': return `<Dial><Conference beep="false" startConferenceOnEnter="true" endConferenceOnExit="false" muted="${verb.muted ?? false}" record="do-not-record">${escaped(verb.room)}</Conference></Dial>`
    case 'gather': return gather(verb, writing)
  }
}

const gather = ({ step, say: prompts, digits, speech, seconds }: Extract<Verb, { do: 'gather' }>, writing: Writing) => {
  const input = speech ? `input="speech dtmf" speechTimeout="auto" language="${languageOf(writing)}"` : 'input="dtmf"'
  // Told also when nothing was keyed: the step decides what silence means.
  return `<Gather ${input} action="${escaped(writing.addressOf(step))}" method="POST" numDigits="${digits}" finishOnKey="#" timeout="${seconds}" actionOnEmptyResult="true">${prompts.map((text) => say(text, writing)).join('')}</Gather>`
}

const say = (text: string, writing: Writing) => `<Say language="${languageOf(writing)}">${escaped(text)}</Say>`
const languageOf = ({ locale }: Writing) => voiceLanguages[locale] ?? 'en-GB'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
// What XML 1.0 cannot hold is left out; a caller's words never close our element.
const escaped = (text: string) => text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')

type Fields = [string, string][]

const controlOf = ({ apiUrl, account, apiToken }: ProviderSettings): Provider['control'] => {
  const root = `${apiUrl.replace(/\/$/, '')}/2010-04-01/Accounts/${encodeURIComponent(account)}/Calls`
  const authorization = `Basic ${Buffer.from(`${account}:${apiToken}`).toString('base64')}`
  const post = (url: string, fields: Fields) =>
    call(url, { method: 'POST', authorization, contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() })
  const change = (legId: string, fields: Fields) => post(`${root}/${encodeURIComponent(legId)}.json`, fields)
  return {
    place: async ({ to, from, answerAddress, eventAddress, seconds }) => {
      const events = ['initiated', 'ringing', 'answered', 'completed'].map((event) => ['StatusCallbackEvent', event] as [string, string])
      const answer = await post(`${root}.json`, [['To', to], ['From', from], ['Url', answerAddress], ['Method', 'POST'], ['StatusCallback', eventAddress], ['Timeout', String(seconds)], ...events])
      return answer.placedAs('sid')
    },
    redirect: async (legId, address) => (await change(legId, [['Url', address], ['Method', 'POST']])).ok,
    hangUp: async (legId) => {
      const { ok, isOver } = await change(legId, [['Status', 'completed']])
      return ok || isOver
    },
  }
}
