import type { Asking, LettersView } from '#web/pages'
import type { Thread } from '#correspondence'

type Request = NonNullable<Thread['letters'][number]['request']>

export const askingOf = (request: Request | null): Asking | null =>
  request && { seq: request.seq, expiresAt: request.expiresAt, answer: request.answer, isOpen: request.isOpen, isWithdrawn: request.isWithdrawn }

/** A stay's letters as one of its sides reads them; neither side's address is in it. */
export const lettersView = ({ reservation: r, letters, mayWrite, ...read }: Thread, side: 'guest' | 'property'): LettersView => ({
  id: r.id, confirmationNumber: r.confirmationNumber, propertyName: r.propertyName, guestName: r.guest.name, timeZone: r.timeZone, arrival: r.arrival, departure: r.departure,
  status: r.status, currency: r.currency, mayWrite, otherReadSeq: side === 'guest' ? read.propertyReadSeq : read.guestReadSeq,
  letters: letters.map(({ request, files, ...letter }) => ({ ...letter, asking: askingOf(request), files: files.map(({ id, name, byteSize, check }) => ({ name, byteSize, check, path: `/files/${id}` })) })),
})
