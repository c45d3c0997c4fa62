import type { PartnerPort } from '#web/pages'
import { answerFreeCancellation, box, markRead, propertyThread, unreadThreads, writeAsProperty } from '#correspondence'
import { propertiesOfPartner } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { aboutLetters, withdraw } from '#push'
import { lettersView } from './letter-views.ts'

const pageLength = 25

/** A partner's *Reservation messages*. */
export const letterPart = (ctx: Ctx<PartnerActor>): Pick<PartnerPort, 'unreadLetters' | 'letterBox' | 'letters' | 'lettersSeen' | 'writeLetter' | 'answerFreeCancellation'> => ({
  unreadLetters: () => unreadThreads(ctx),
  letterBox: async (filter) => {
    const [{ rows, next }, properties] = await Promise.all([box(ctx, { ...filter, limit: pageLength }), propertiesOfPartner(ctx, ctx.actor.partnerId)])
    const names = new Map(properties.map(({ id, name }) => [id, name]))
    return { rows: rows.map(({ propertyId, ...row }) => ({ ...row, propertyName: properties.length > 1 ? (names.get(propertyId) ?? null) : null })), next }
  },
  letters: async (reservationId) => lettersView(await propertyThread(ctx, reservationId), 'property'),
  lettersSeen: async (reservationId) => {
    await markRead(ctx, reservationId)
    await withdraw(ctx, aboutLetters(reservationId))
  },
  writeLetter: async ({ id: clientId, reservationId, body }) => void (await writeAsProperty(ctx, { reservationId, clientId, body })),
  answerFreeCancellation: async ({ id: clientId, ...given }) => void (await answerFreeCancellation(ctx, { ...given, clientId })),
})
