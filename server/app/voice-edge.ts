import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isDatabaseDown } from '#platform/postgres'
import { apology, comeIn, faultCall, faultEvent, hearEvent, numberIn, readRef, refOf, takeStep, type Heard, type Phone, type RawWebhook } from '#voice'
import type { App } from './app.ts'
import { systemContext } from './listeners.ts'
import type { Env, Request } from './request.ts'

type Spoken = Awaited<ReturnType<typeof comeIn>>
type Script = Spoken['script']
type Told = { app: App; phone: Phone; c: Request; heard: Heard }

const maxBytes = 64 * 1024
const patienceMs = 1_500

/**
 * Where the telephony provider tells of calls. Nothing is believed before its signature is, nothing in it is ever fetched, and
 * the provider always gets an answer that a caller can hear: 403 to whoever is not the provider, else 200.
 */
export const voiceRoutes = (app: App) =>
  new Hono<Env>()
    .post('/voice/:provider/answer', (c) => webhook(app, c, (told) => spoken(told, (ctx) => comeIn(ctx, told.phone, told.heard))))
    .post('/voice/:provider/step/:step/:ref', (c) => webhook(app, c, (told) => step(told)))
    .post('/voice/:provider/fault', (c) => webhook(app, c, noteNumber))
    .post('/voice/:provider/event', (c) => webhook(app, c, event))
    .post('/voice/:provider/event/:ref', (c) => webhook(app, c, event))

const webhook = async (app: App, c: Request, work: (told: Told) => Promise<Response>): Promise<Response> => {
  if (!app.phone) throw new Refusal('not_found')
  const phone = app.phone()
  if (c.req.param('provider') !== phone.provider.key) throw new Refusal('not_found')
  const body = await c.req.text()
  if (body.length > maxBytes) throw new Refusal('too_large')
  const { pathname, search } = new URL(c.req.url)
  const raw: RawWebhook = { url: `${phone.publicUrl}${pathname}${search}`, body, headers: c.req.header() }
  const heard = phone.provider.trust(raw, app.now()) === 'yes' ? phone.provider.read(raw) : null
  return heard ? work({ app, phone, c, heard }) : new Response(null, { status: 403 })
}

const step = async (told: Told): Promise<Response> => {
  const { phone, c, heard } = told
  const ref = readRef(c.req.param('ref') ?? '', phone.secret)
  if (!ref) return new Response(null, { status: 403 })
  return spoken(told, (ctx) => takeStep(ctx, phone, { ref, step: c.req.param('step') ?? '', heard }), c.req.param('ref'))
}

const event = async ({ app, phone, c, heard }: Told): Promise<Response> => {
  const text = c.req.param('ref')
  const ref = text ? readRef(text, phone.secret) : null
  if (text && !ref) return new Response(null, { status: 403 })
  try {
    await inTime(hearEvent(systemContext(app), phone, { ref, heard }))
  } catch (error) {
    if (!isFault(error)) app.log.error({ err: error }, 'an event of a call')
    await app.voiceSpool.keep(faultEvent(heard, text ?? null))
  }
  return new Response(null, { status: 204 })
}

/** What the caller hears; whatever goes wrong, they hear something, and are called back when we know where. */
const spoken = async (told: Told, work: (ctx: ReturnType<typeof systemContext>) => Promise<Spoken>, ref?: string): Promise<Response> => {
  const { app, phone, heard } = told
  try {
    const { script, locale, callId } = await inTime(work(systemContext(app)))
    if (!ref && callId) app.phoneLocales.set(heard.to, locale)
    return written(told, script, { locale, ref: ref ?? (callId ? refOf({ callId, side: 'caller' }, phone.secret) : '') })
  } catch (error) {
    if (!isFault(error)) app.log.error({ err: error }, 'a step of a call')
    const locale = app.phoneLocales.get(heard.to) ?? 'en'
    const number = numberIn(heard.from)
    if (number) {
      await app.voiceSpool.keep(faultCall(heard, number, app.now()))
      return written(told, apology(locale, 'voice.fault.noted'), { locale, ref: '' })
    }
    const ask = apology(locale, 'voice.fault.number')[0]
    const script: Script = [{ do: 'gather', step: 'fault', say: ask?.do === 'say' ? [ask.text] : [], digits: 16, seconds: 12 }]
    return answer(phone.provider.write(script, { locale, addressOf: () => `${phone.publicUrl}/voice/${phone.provider.key}/fault`, eventAddress: '' }))
  }
}

// The number of somebody whose own is withheld, keyed in while nothing can be stored.
const noteNumber = async (told: Told): Promise<Response> => {
  const { app, heard } = told
  const locale = app.phoneLocales.get(heard.to) ?? 'en'
  const number = numberIn(`+${(heard.digits ?? '').replaceAll(/\D/g, '').replace(/^00/, '')}`)
  if (number) await app.voiceSpool.keep(faultCall(heard, number, app.now()))
  return written(told, apology(locale, number ? 'voice.fault.noted' : 'voice.fault.later'), { locale, ref: '' })
}

const written = ({ phone }: Told, script: Script, { locale, ref }: { locale: string; ref: string }): Response =>
  answer(phone.provider.write(script, {
    locale, addressOf: (next) => `${phone.publicUrl}/voice/${phone.provider.key}/step/${next}/${ref}`, eventAddress: `${phone.publicUrl}/voice/${phone.provider.key}/event/${ref}`,
  }))

const answer = ({ contentType, body }: { contentType: string; body: string }) => new Response(body, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })

class Late extends Error {}
const isFault = (error: unknown) => error instanceof Late || isDatabaseDown(error)

const inTime = <Result>(work: Promise<Result>): Promise<Result> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Late('too late for somebody on the telephone')), patienceMs) })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
