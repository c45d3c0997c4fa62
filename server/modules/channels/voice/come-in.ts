import { present } from '#brand'
import type { Ctx } from '#identity'
import { newId, openingState } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { callsWaiting } from '#queue'
import { isLocale, translator } from '#web/locales'
import * as q from './call-queries.ts'
import { calendarOf, type Line } from './line.ts'
import { linesOf } from './lines.ts'
import type { Phone } from './phone.ts'
import { apology, prompt, type Spoken, type Step } from './prompt.ts'
import { numberIn, type Heard } from './providers/provider.ts'

/** A call comes in: which line it was made to, and the first question. Told again it is the same call where it stands. */
export const comeIn = (ctx: Ctx, { provider }: Phone, heard: Heard): Promise<Spoken> =>
  inTransaction(ctx, async (tx): Promise<Spoken> => {
    const { brandId } = tx.actor
    const known = await q.callByProvider(tx.db, brandId, { provider: provider.key, providerId: heard.legId })
    if (known) return { script: await prompt(tx, known), locale: known.locale, callId: known.id }
    const line = await lineByNumber(tx, heard.to)
    if (!line) return { script: apology('en', 'voice.unknownNumber'), locale: 'en', callId: null }
    const ended = (await q.legById(tx.db, brandId, { provider: provider.key, legId: heard.legId }))?.ended_at ?? null
    const step = await firstStep(tx, line)
    const locale = line.languages.find(isLocale) ?? 'en'
    const id = newId()
    const call = await q.insertCall(tx.db, {
      brand_id: brandId, id, provider: provider.key, provider_id: heard.legId, direction: 'in', line: line.key, door: line.door, locale,
      number: numberIn(heard.from), state: ended ? 'ended' : 'asking', step: ended ? 'promised' : step, room: `room-${id}`, started_at: tx.now(),
      ...(ended ? { ended_at: ended, ended: 'caller-left' } : {}),
    })
    // Two tellings at once: the first has made it.
    const now = call ?? (await q.callByProvider(tx.db, brandId, { provider: provider.key, providerId: heard.legId }))
    if (!now) return { script: apology(locale, 'voice.fault.later'), locale, callId: null }
    await q.tellLeg(tx.db, { brandId, provider: provider.key, legId: heard.legId, callId: now.id, side: 'caller', agentId: null, event: heard.event, cause: heard.cause, at: tx.now() })
    const { name: brand } = await present(tx)
    const welcome = translator(locale, 'UTC').t(line.door === 'guest' ? 'voice.guest.welcome' : 'voice.partner.welcome', { brand })
    return { script: await prompt(tx, now, [welcome]), locale, callId: now.id }
  })

/** The line that a number is; providers write it with and without the plus. */
export const lineByNumber = async (ctx: Ctx, dialled: string): Promise<Line | null> => {
  const number = numberIn(dialled) ?? numberIn(`+${dialled.trim()}`)
  const lines = [...(await linesOf(ctx, 'partner')), ...(await linesOf(ctx, 'guest'))]
  return lines.find((line) => line.number === number) ?? null
}

const firstStep = async (ctx: Ctx, line: Line): Promise<Step> => {
  if (!openingState(calendarOf(line), ctx.now()).open) return 'closed'
  const [waiting, { settings }] = await Promise.all([callsWaiting(ctx), present(ctx)])
  // Whoever is in danger waits, however many do.
  if (waiting >= settings.phoneMostWaiting && line.kind !== 'emergency') return 'full'
  return line.door === 'guest' ? 'number' : 'code'
}
