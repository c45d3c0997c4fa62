import type { Asking, LettersView } from '#web/pages'
import { draftFiles, draftOf, discardDraft, type DraftPlace } from '#contact'
import type { AskerActor } from '#conversations'
import type { Thread } from '#correspondence'
import type { Ctx } from '#identity'

type Request = NonNullable<Thread['letters'][number]['request']>

export const askingOf = (request: Request | null): Asking | null =>
  request && { seq: request.seq, expiresAt: request.expiresAt, answer: request.answer, isOpen: request.isOpen, isWithdrawn: request.isWithdrawn }

/** What a side has begun to write about a stay. */
export const letterPlace = (reservationId: string): DraftPlace => ({ topic: 'letter', subtopic: reservationId })

/** Sends what is kept of a letter, files too, and forgets it. */
export const writeKept = async (ctx: Ctx<AskerActor>, place: DraftPlace, write: (fileIds: string[]) => Promise<unknown>): Promise<void> => {
  await write((await draftFiles(ctx, place)).map(({ id }) => id))
  await discardDraft(ctx, place)
}

export const letterDraft = async (ctx: Ctx<AskerActor>, reservationId: string): Promise<LettersView['draft']> => draftOf(ctx, letterPlace(reservationId))

type Reading = { side: 'guest' | 'property'; draft: LettersView['draft'] }

/** A stay's letters as one of its sides reads them; neither side's address is in it. */
export const lettersView = ({ reservation: r, letters, mayWrite, ...read }: Thread, { side, draft }: Reading): LettersView => ({
  id: r.id, confirmationNumber: r.confirmationNumber, propertyName: r.propertyName, guestName: r.guest.name, timeZone: r.timeZone, arrival: r.arrival, departure: r.departure,
  status: r.status, currency: r.currency, mayWrite, draft, otherReadSeq: side === 'guest' ? read.propertyReadSeq : read.guestReadSeq,
  letters: letters.map(({ request, files, ...letter }) => ({ ...letter, asking: askingOf(request), files: files.map(({ id, name, byteSize, check }) => ({ name, byteSize, check, path: `/files/${id}` })) })),
})
