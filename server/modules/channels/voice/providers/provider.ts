/** One thing the provider is to do with a call, in the order given. Prompts are words already in the caller's language. */
export type Verb =
  | { do: 'say'; text: string }
  /** Takes keys (until `digits` or the hash key) or, with `speech`, spoken words, and tells `step`. */
  | { do: 'gather'; step: string; say: readonly string[]; digits: number; speech?: boolean; seconds: number }
  | { do: 'pause'; seconds: number }
  | { do: 'go'; step: string }
  /** Meets whoever else is in the room, heard by them or not; leaving it ends nobody else's part. */
  | { do: 'meet'; room: string; muted?: boolean }
  /** Keys pressed for whoever is at the other end, as for a hotel's own telephone menu. */
  | { do: 'keys'; digits: string }
  | { do: 'hang-up' }
export type Script = readonly Verb[]

/** What an address that the provider calls back stands for; see `refs.ts`. */
export type Writing = { locale: string; addressOf: (step: string) => string; eventAddress: string }
export type Written = { contentType: string; body: string }

/** A webhook as it came, before anything of it is believed. */
export type RawWebhook = { url: string; body: string; headers: Readonly<Record<string, string | undefined>> }

export const legEvents = ['ringing', 'answered', 'ended'] as const
export type LegEvent = (typeof legEvents)[number]

/** What a webhook says. `from` and `to` are as claimed: a caller's number can be made up, it is a hint and no proof. */
export type Heard = {
  legId: string
  from: string
  to: string
  event: LegEvent
  /** Places events of one leg in order; repeats of one have the same. */
  sequence: number
  /** Why it ended; `lost` when the line broke rather than somebody hung up. */
  cause: Cause | null
  digits: string | null
  speech: string | null
}
export type Cause = 'hung-up' | 'busy' | 'no-answer' | 'cancelled' | 'lost'

export type Trusted = 'yes' | 'unsigned' | 'late'

/** One provider's dialect: how it proves itself, what it says, what it is answered with. */
export type Provider = {
  key: 'twiml' | 'jambonz'
  trust(webhook: RawWebhook, now: Date): Trusted
  read(webhook: RawWebhook): Heard | null
  write(script: Script, writing: Writing): Written
  control: Control
}

export type Placing = { to: string; from: string; answerAddress: string; eventAddress: string; seconds: number }
export type Placed = { placed: true; legId: string } | { placed: false; because: 'refused' | 'down' }

/** What we ask of the provider. Every answer that is no yes is a value: a call goes on without it. */
export type Control = {
  place(call: Placing): Promise<Placed>
  /** Takes a leg out of what it does and has it ask `address` what to do next. */
  redirect(legId: string, address: string): Promise<boolean>
  /** Whether it is over, by this or already. */
  hangUp(legId: string): Promise<boolean>
}

export type ProviderSettings = {
  account: string
  /** Signs webhooks. */
  secret: string
  /** Ed25519, base64: where the provider signs with it instead. */
  publicKey: string | null
  apiUrl: string
  apiToken: string
}

/** Somebody's number in E.164, or null for what is none: withheld, a SIP address, or something that only looks like one. */
export const numberIn = (claimed: string): string | null => {
  const digits = /^(?:sip:|tel:)?(\+[1-9]\d{5,14})(?:@[\w.:-]{1,200})?$/.exec(claimed.slice(0, 250))?.[1]
  return digits ?? null
}

/** How a language is named to a provider's voice. */
export const voiceLanguages: Record<string, string> = {
  sv: 'sv-SE', en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', it: 'it-IT', nl: 'nl-NL', da: 'da-DK', pl: 'pl-PL', ar: 'arb',
}
