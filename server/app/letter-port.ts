import type { PartnerPort } from '#web/pages'
import { answerFreeCancellation, box, markRead, propertyThread, unreadThreads, writeAsProperty } from '#correspondence'
import { propertiesOfPartner } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { aboutLetters, withdraw } from '#push'
import { letterDraft, letterPlace, lettersView, writeKept } from './letter-views.ts'

const pageLength = 25

/** A partner's *Reservation messages*. */
export const letterPart = (ctx: Ctx<PartnerActor>): Pick<PartnerPort, 'unreadLetters' | 'letterBox' | 'letters' | 'lettersSeen' | 'writeLetter' | 'answerFreeCancellation'> => ({
  unreadLetters: () => unreadThreads(ctx),
  letterBox: async (filter) => {
    const [{ rows, next }, properties] = await Promise.all([box(ctx, { ...filter, limit: pageLength }), propertiesOfPartner(ctx, ctx.actor.partnerId)])
    const names = new Map(properties.map(({ id, name }) => [id, name]))
    return { rows: rows.map(({ propertyId, ...row }) => ({ ...row, propertyName: properties.length > 1 ? (names.get(propertyId) ?? null) : null })), next }
  },
  letters: async (reservationId) => lettersView(await propertyThread(ctx, reservationId), { side: 'property', draft: await letterDraft(ctx, reservationId) }),
  lettersSeen: async (reservationId) => {
    await markRead(ctx, reservationId)
    await withdraw(ctx, aboutLetters(reservationId))
  },
  writeLetter: ({ id: clientId, reservationId, body, draft = letterPlace(reservationId) }) => writeKept(ctx, draft, (fileIds) => writeAsProperty(ctx, { reservationId, clientId, body, fileIds })),
  answerFreeCancellation: async ({ id: clientId, ...given }) => void (await answerFreeCancellation(ctx, { ...given, clientId })),
})
