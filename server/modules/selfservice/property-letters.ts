import type { Answer } from '#correspondence'
import type { Reservation } from '#directory'
import type { Ctx } from '#identity'
import { typed } from '#web/formatting'
import { letterTo } from './letters.ts'
import type { Letter, Ports } from './ports.ts'

/** Confirms to the guest that the property has been asked, and until when it can answer. */
export const letterOfQuestion = (ctx: Ctx, { reservation, id, answerBy, locale }: { reservation: Reservation; id: string; answerBy: Date; locale: string }, ports: Ports): Promise<Letter | null> =>
  letterTo(ctx, reservation, {
    ports, locale, dedupeKey: `asked:${id}`,
    say: (tr) => ({
      subject: `${tr.t('guestDoor.mail.asked')} · ${reservation.confirmationNumber}`,
      heading: tr.t('guestDoor.mail.asked'),
      opening: [tr.t('guestDoor.mail.askedNext', { when: tr.dateTime(answerBy, 'zoned') })],
    }),
  })

/** Confirms to the guest that the question is taken back, and that the booking stands. */
export const letterOfWithdrawal = (ctx: Ctx, { reservation, id, locale }: { reservation: Reservation; id: string; locale: string }, ports: Ports): Promise<Letter | null> =>
  letterTo(ctx, reservation, {
    ports, locale, dedupeKey: `withdrawn:${id}`,
    say: (tr) => ({
      subject: `${tr.t('guest.done.withdrawn')} · ${reservation.confirmationNumber}`,
      heading: tr.t('guest.done.withdrawn'),
      opening: [tr.t('guest.doneNext.withdrawn', { property: reservation.propertyName })],
      closing: [tr.t('guest.mail.changed.notYou')],
    }),
  })

/** Tells the guest what the property has answered to the request for free cancellation. */
export const letterOfAnswer = (ctx: Ctx, { reservation, answer, id }: { reservation: Reservation; answer: Answer; id: string }, ports: Ports): Promise<Letter | null> =>
  letterTo(ctx, reservation, {
    ports, dedupeKey: `answer:${id}`,
    say: (tr) => ({
      subject: `${tr.t(`guest.mail.answer.${answer}`)} · ${reservation.confirmationNumber}`,
      heading: tr.t(`guest.mail.answer.${answer}`),
      opening: [tr.t(`guest.mail.answerNext.${answer}`)],
    }),
  })

/** Tells the guest that the time for the answer is over. */
export const letterOfExpiry = (ctx: Ctx, { reservation, at }: { reservation: Reservation; at: Date }, ports: Ports): Promise<Letter | null> =>
  letterTo(ctx, reservation, {
    ports, dedupeKey: `expired:${reservation.id}:${at.toISOString().slice(0, 10)}`,
    say: (tr) => ({
      subject: `${tr.t('guest.mail.expired')} · ${reservation.confirmationNumber}`,
      heading: tr.t('guest.mail.expired'),
      opening: [tr.t('guest.mail.expiredNext')],
    }),
  })

/** Tells the guest that the property has written, with its words. */
export const letterOfMessage = (ctx: Ctx, { reservation, body, seq }: { reservation: Reservation; body: string; seq: number }, ports: Ports): Promise<Letter | null> =>
  letterTo(ctx, reservation, {
    ports, dedupeKey: `letter:${reservation.id}:${seq}`,
    say: (tr) => ({
      subject: `${tr.t('guest.mail.wrote', { property: reservation.propertyName })} · ${reservation.confirmationNumber}`,
      heading: tr.t('guest.mail.wrote', { property: reservation.propertyName }),
      opening: [],
      words: typed(body),
      closing: [tr.t('guest.mail.answerThere')],
    }),
  })
