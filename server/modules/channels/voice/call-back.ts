import { createHmac } from 'node:crypto'
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max'
import { present } from '#brand'
import { headOf, markCall } from '#conversations'
import { partnerById } from '#directory'
import type { Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import { arrive, depart } from '#queue'
import { backToQueue } from './agents.ts'
import * as backs from './call-back-queries.ts'
import * as q from './call-queries.ts'
import type { Taken } from './step.ts'

export type CallBackWish = {
  conversationId: string
  number: string
  why: 'asked' | 'dropped' | 'fault'
  level: number
  proof: string
  /** The place in the queue it keeps; left out: the place is taken when its time has come. */
  placeSince?: Date | undefined
  notBefore?: Date | undefined
  /** What whoever answers must key in: shown where the call was asked for, so that a wrong number is not talked to. */
  checkCode?: { digits: string; secret: string } | undefined
}

/**
 * Promises a call: one a booking (or conversation) at a time, to the countries of the operator's list, so many a day. Asked again
 * it is the one that was promised.
 */
export const promiseCall = (ctx: Ctx, wish: CallBackWish): Promise<backs.CallBack> =>
  inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, wish.conversationId)
    if (!head) throw new Refusal('not_found')
    const about = head.reservation_id ? aboutBooking(head.door, head.reservation_id) : `conversation:${head.id}`
    await backs.lockAbout(tx.db, about)
    const known = await standing(tx, about)
    if (known) return hastened(tx, await askedAgain(tx, known, wish), wish)
    const number = await callable(tx, wish.number)
    const { settings } = await present(tx)
    await countAttempt(tx, { subject: 'call-backs', most: settings.callBacksPerDay, windowMinutes: 1_440 })
    const now = tx.now()
    const made = await backs.insertCallBack(tx.db, {
      brand_id: tx.actor.brandId, id: newId(), conversation_id: head.id, about, number, why: wish.why, level: wish.level, proof: wish.proof,  check_code: wish.checkCode ? codeHash(wish.checkCode.digits, wish.checkCode.secret) : null,
      place_since: wish.placeSince ?? wish.notBefore ?? now, not_before: wish.notBefore ?? now, state: 'waiting', made_at: now,
    })
    if (!made) throw new Refusal('unavailable')
    await markCall(tx, head.id, { event: 'call-back', data: { at: made.not_before.toISOString(), number: ending(number) } })
    if (made.not_before <= now) await standInLine(tx, made)
    return made
  })

const aboutBooking = (door: string, reservationId: string) => `reservation:${door}:${reservationId}`

/** The conversation that a guest is promised a call about their booking in already. */
export const promisedAbout = (ctx: Ctx, reservationId: string): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    const about = aboutBooking('guest', reservationId)
    await backs.lockAbout(tx.db, about)
    return (await standing(tx, about))?.conversation_id ?? null
  })

// Asked for on a page once more: the number is the one given last, and whoever answers keys in what that page shows.
const askedAgain = async (tx: Ctx, known: backs.CallBack, { number: typed, checkCode }: CallBackWish): Promise<backs.CallBack> => {
  if (!checkCode) return known
  const again = { number: await callable(tx, typed), check_code: codeHash(checkCode.digits, checkCode.secret) }
  if (known.state === 'calling' && !(await q.changeUntaken(tx.db, known, { number: again.number, keyed: 'code' }))) return known
  await backs.changeCallBack(tx.db, known, again)
  if (again.number !== known.number) await markCall(tx, known.conversation_id, { event: 'call-back', data: { at: known.not_before.toISOString(), number: ending(again.number) } })
  return { ...known, ...again }
}

/** What is promised about it; nothing when its conversation was closed since. */
const standing = async (tx: Ctx, about: string): Promise<backs.CallBack | undefined> => {
  const back = await backs.openCallBack(tx.db, tx.actor.brandId, about)
  const head = back && (await headOf(tx, back.conversation_id))
  if (!back || (head && !head.closed)) return back
  await backs.changeCallBack(tx.db, back, { state: 'withdrawn' })
  await q.endUntaken(tx.db, back, { at: tx.now(), ended: 'withdrawn' })
  return undefined
}

// Promised for later and asked for sooner: the one promise comes sooner.
const hastened = async (tx: Ctx, known: backs.CallBack, { notBefore = tx.now(), placeSince }: CallBackWish): Promise<backs.CallBack> => {
  if (known.state !== 'waiting' || notBefore >= known.not_before) return known
  const sooner = { not_before: notBefore, place_since: placeSince ?? notBefore }
  await backs.changeCallBack(tx.db, known, sooner)
  if (notBefore <= tx.now()) await standInLine(tx, { ...known, ...sooner })
  return { ...known, ...sooner }
}

/** Whoever was promised a call has rung themselves and is talked with: that is the call. */
export const rangIn = async (tx: Ctx, call: q.Call): Promise<void> => {
  const back = call.conversation_id ? await backs.openCallBackOf(tx.db, tx.actor.brandId, call.conversation_id) : undefined
  if (!back || back.number !== call.number) return
  await backs.changeCallBack(tx.db, back, { state: 'reached' })
  await q.endUntaken(tx.db, back, { at: tx.now(), ended: 'rang-in' })
}

export const codeHash = (digits: string, secret: string): Buffer => createHmac('sha256', secret).update(`call-back:${digits}`).digest()
/** As much of a number as may be read out or written down. */
export const ending = (number: string) => number.slice(-3)

// What costs extra is known of every country by the large tables alone, and numbers that follow a person cost it too.
const ordinary = new Set<ReturnType<PhoneNumber['getType']>>(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'UAN', 'TOLL_FREE'])

/** A number we may call, in E.164: one that can be, of a country on the list, and none that costs whoever calls it dearly. */
const callable = async (ctx: Ctx, typed: string): Promise<string> => {
  const { settings } = await present(ctx)
  const parsed = parsePhoneNumberFromString(typed.trim().slice(0, 40).replace(/^00/, '+'))
  if (!parsed?.isValid()) throw new Refusal('invalid', { field: 'number', problem: 'form' })
  if (!settings.callBackCountries.some((country) => country === parsed.country)) throw new Refusal('invalid', { field: 'number', problem: 'country' })
  if (!ordinary.has(parsed.getType())) throw new Refusal('invalid', { field: 'number', problem: 'premium' })
  return parsed.number
}

/** Where somebody may be called without their word for it: the number on file of the partner. */
export const numberOnFile = async (ctx: Ctx, call: q.Call): Promise<string | null> => {
  const head = call.conversation_id ? await headOf(ctx, call.conversation_id) : null
  if (head?.callback_number) return head.callback_number
  const partner = head?.partner_id ? await partnerById(ctx, head.partner_id) : null
  return partner?.phoneOnFile ?? null
}

/** "Press 1": the caller hangs up and keeps the place. Nobody unknown is called at a number that they only claim to call from. */
export const wantsCallBack = async (tx: Ctx, call: q.Call): Promise<Taken> => {
  const number = call.level >= 2 ? (call.number ?? (await numberOnFile(tx, call))) : await numberOnFile(tx, call)
  if (!number || !call.conversation_id) return { change: call.state === 'waiting' ? {} : { step: 'message' }, say: ['voice.callBack.impossible'] }
  try {
    await promiseCall(tx, { conversationId: call.conversation_id, number, why: 'asked', level: call.level, proof: call.proof, placeSince: call.waiting_since ?? tx.now() })
  } catch (error) {
    if (error instanceof Refusal) return { change: {}, say: ['voice.callBack.impossible'] }
    throw error
  }
  return { change: { state: 'ended', step: 'promised', ended: 'call-back', ended_at: tx.now() }, say: [{ key: 'voice.callBack.promised', values: { digits: [...ending(number)].join(' ') } }] }
}

/** Promised calls whose time has come stand in the queue as calls do, by the place they have kept. */
export const placeDueCallBacks = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    for (const back of await backs.dueCallBacks(tx.db, tx.actor.brandId, tx.now())) await standInLine(tx, back)
  })

const standInLine = async (tx: Ctx, back: backs.CallBack) => {
  const head = await headOf(tx, back.conversation_id)
  if (!head || head.closed) return backs.changeCallBack(tx.db, back, { state: 'withdrawn' })
  await backs.changeCallBack(tx.db, back, { state: 'calling' })
  const id = newId()
  // The same place, and a millisecond later another round of offers: whoever was asked before is asked again.
  const since = new Date(back.place_since.getTime() + back.tries + 1)
  await q.insertCall(tx.db, {
    brand_id: tx.actor.brandId, id, provider: toCome, provider_id: `call-back-${back.id}-${back.tries + 1}`, direction: 'out', line: null, door: head.door, locale: head.locale,
    number: back.number, state: 'waiting', step: 'confirm', keyed: back.check_code ? 'code' : null, level: back.level, proof: back.proof, property_id: head.property_id,
    account_id: head.asker_id, conversation_id: head.id, callback_id: back.id, room: `room-${id}`, started_at: tx.now(), waiting_since: since,
  })
  await backToQueue(tx, head.id)
  await depart(tx, head.id)
  await arrive(tx, head.id, { work: 'call', since, language: head.locale })
}

/** What a call's provider is called before anybody has been rung. */
export const toCome = 'to-come'

const retryMinutes = [15, 60]

/** It was not answered: again in a quarter of an hour, then in an hour, then it is told and left. */
export const notReached = async (tx: Ctx, call: q.Call): Promise<void> => {
  if (!call.conversation_id) return
  const back = call.callback_id ? await backs.callBackById(tx.db, tx.actor.brandId, call.callback_id) : null
  // Rung of our own accord: nothing was promised, and whoever asked reads that we tried.
  if (!back) return void (await markCall(tx, call.conversation_id, { event: 'not-reached', data: { tries: 1, again: null } }))
  const tries = back.tries + 1
  const minutes = retryMinutes[tries - 1]
  const again = minutes === undefined ? null : new Date(tx.now().getTime() + minutes * 60_000)
  await backs.changeCallBack(tx.db, back, { tries, state: again ? 'waiting' : 'not-reached', ...(again ? { not_before: again } : {}) })
  await markCall(tx, call.conversation_id, { event: 'not-reached', data: { tries, again: again?.toISOString() ?? null } })
  await depart(tx, call.conversation_id)
}

export const reached = async (tx: Ctx, call: q.Call): Promise<void> => {
  if (call.callback_id) await backs.changeCallBack(tx.db, { brand_id: call.brand_id, id: call.callback_id }, { state: 'reached', tries: 1 })
}

const mostConfirms = 3

/** Whoever answers says that it is them: by a key, or by the digits shown where the call was asked for. */
export const confirmed = async (tx: Ctx, call: q.Call, { digits, secret }: { digits: string; secret: string }): Promise<Taken> => {
  const back = call.callback_id ? await backs.callBackById(tx.db, tx.actor.brandId, call.callback_id) : null
  const fits = back?.check_code ? back.check_code.equals(codeHash(digits, secret)) : digits === '1'
  if (fits) {
    await reached(tx, call)
    return { change: { step: 'meet', answered_at: tx.now() } }
  }
  const tries = call.tries + 1
  return tries < mostConfirms ? { change: { tries }, say: ['voice.partner.codeWrong'] } : { change: { step: 'bye', tries } }
}
