import { formSignature, timedSignature } from '#voice'

export type Dialect = 'twiml' | 'jambonz'
export type Status = 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed'
/** What the carrier tells of a leg; `digits` and `speech` when a caller has answered a question. */
export type Telling = { legId: string; from: string; to: string; status: Status; sequence: number; digits?: string | undefined; speech?: string | undefined; isPlaced?: boolean; /** Whatever else it says. */ extra?: Record<string, string> }
export type Identity = { dialect: Dialect; account: string; secret: string; now: () => Date }
export type Webhook = { url: string; body: string; headers: Record<string, string> }

/** A webhook as a provider of the dialect would send it, signed. */
export const webhookOf = (identity: Identity, url: string, telling: Telling): Webhook => (identity.dialect === 'twiml' ? form(identity, url, telling) : json(identity, url, telling))

const form = ({ account, secret }: Identity, url: string, { legId, from, to, status, sequence, digits, speech, isPlaced, extra }: Telling): Webhook => {
  const fields = new URLSearchParams({
    ...extra,
    CallSid: legId, AccountSid: account, From: from, To: to, CallStatus: status, Direction: isPlaced ? 'outbound-api' : 'inbound', SequenceNumber: String(sequence),
    ...(digits === undefined ? {} : { Digits: digits }), ...(speech === undefined ? {} : { SpeechResult: speech }),
  })
  return { url, body: fields.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': formSignature(url, fields, secret) } }
}

const json = ({ account, secret, now }: Identity, url: string, { legId, from, to, status, sequence, digits, speech, isPlaced, extra }: Telling): Webhook => {
  const body = JSON.stringify({
    ...extra,
    call_sid: legId, account_sid: account, from, to, call_status: status, direction: isPlaced ? 'outbound' : 'inbound', sequence,
    ...(digits === undefined ? {} : { digits }), ...(speech === undefined ? {} : { speech: { alternatives: [{ transcript: speech }] } }),
  })
  return { url, body, headers: { 'content-type': 'application/json', 'jambonz-signature': timedSignature(body, Math.floor(now().getTime() / 1_000), secret) } }
}
