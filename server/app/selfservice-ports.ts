import { postLetter } from '#email'
import { expireRequests, letterAt } from '#correspondence'
import { reservationById } from '#directory'
import type { Ctx } from '#identity'
import type { FactJob } from '#platform/jobs'
import { z } from 'zod'
import { builtInPlatform, deliverNotifications, letterOfAnswer, letterOfExpiry, letterOfMessage, type Letter, type Ports } from '#selfservice'
import type { App } from './app.ts'
import { postMasked } from './masked-mail.ts'
import { mailSettings } from './mail-settings.ts'

/** What selfservice needs: where bookings live, the outbox for letters. */
export const selfservicePorts = (app: App): Ports => ({
  platform: app.bookingPlatform?.platform ?? builtInPlatform,
  post: (ctx, letter) => postLetter(ctx, { ...letter, door: 'guest', kind: 'booking' }, mailSettings(app)),
  publicUrl: app.publicUrl,
})

/** Tells the booking platform what is untold; nothing where bookings live here. */
export const tellPlatform = async (app: App, ctx: Ctx): Promise<void> => {
  if (app.bookingPlatform) await deliverNotifications(ctx, { ...app.bookingPlatform, ports: selfservicePorts(app) })
}

export const endQuestions = async (ctx: Ctx): Promise<void> => void (await expireRequests(ctx))

const Said = z.object({ reservationId: z.uuid(), seq: z.int().optional(), answer: z.enum(['free', 'first-night', 'no']).optional() })

/** Guests are written to when a property has written, has answered, or has let the time for an answer pass. */
export const writeGuestLetters = async (app: App, ctx: Ctx, facts: readonly FactJob[]): Promise<void> => {
  const ports = selfservicePorts(app)
  for (const fact of facts) {
    if (fact.name === 'correspondence.written') await passToGuest(app, ctx, fact)
    else {
      const letter = await letterAbout(ctx, fact, ports)
      if (letter) await ports.post(ctx, letter)
    }
  }
}

const passToGuest = async (app: App, ctx: Ctx, { payload }: FactJob): Promise<void> => {
  const { reservationId, seq = 0 } = Said.parse(payload)
  const said = await letterAt(ctx, { reservationId, seq })
  if (said?.side !== 'property' || said.kind !== 'message') return
  const letter = await letterOfMessage(ctx, { ...said, seq }, selfservicePorts(app))
  if (letter) await postMasked(app, ctx, { letter, reservationId, fileIds: said.fileIds })
}

const letterAbout = async (ctx: Ctx, { payload }: FactJob, ports: Ports): Promise<Letter | null> => {
  const { reservationId, answer } = Said.parse(payload)
  const reservation = await reservationById(ctx, reservationId)
  if (!reservation) return null
  if (answer) return letterOfAnswer(ctx, { reservation, answer, id: `${reservationId}:${answer}` }, ports)
  return letterOfExpiry(ctx, { reservation, at: ctx.now() }, ports)
}
