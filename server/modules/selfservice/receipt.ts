import { present } from '#brand'
import { waiverOf } from '#correspondence'
import { propertyById, reservationById } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { translator } from '#web/locales'
import { needMay } from './carry-out.ts'
import { costToCancel, nightsOf } from './rules.ts'
import { drawReceipt } from './receipt-pdf.ts'

/** The receipt of what the platform has charged, as a PDF in the guest's language. Refuses with why when the platform charged nothing. */
export const receipt = async (ctx: Ctx<GuestActor>, reservationId: string): Promise<{ name: string; bytes: Uint8Array }> => {
  const reservation = await reservationById(ctx, reservationId)
  if (!reservation) throw new Refusal('not_found')
  await needGuestOf(ctx, reservation, 'change')
  const stay = { reservation, waiver: await waiverOf(ctx, reservationId), now: ctx.now() }
  needMay('receipt', stay)
  const tr = translator(ctx.actor.locale, reservation.timeZone)
  const [{ name: brand }, property] = await Promise.all([present(ctx), propertyById(ctx, reservation.propertyId)])
  const isCancelled = reservation.status === 'cancelled'
  const amount = isCancelled ? costToCancel(stay) : reservation.totalMinor
  const bytes = await drawReceipt({
    title: tr.t('guest.receipt.title'),
    brand,
    isRightToLeft: tr.dir === 'rtl',
    rows: [
      [tr.t('guest.number'), reservation.confirmationNumber],
      [tr.t('guest.receipt.for'), reservation.staying ?? reservation.guest.name],
      [tr.t('guest.stay.property'), [reservation.propertyName, property?.address, property?.city].filter(Boolean).join(', ')],
      [tr.t('guest.stay.arrival'), tr.date(reservation.arrival)],
      [tr.t('guest.stay.departure'), tr.date(reservation.departure)],
      [tr.t('guest.stay.nights'), tr.number(nightsOf(reservation))],
      [tr.t('guest.receipt.what'), tr.t(isCancelled ? 'guest.receipt.cancellation' : 'guest.receipt.stay')],
      [tr.t('guest.receipt.issued'), tr.date(ctx.now())],
    ],
    sum: [tr.t('guest.receipt.paid', { brand }), tr.money(amount, reservation.currency)],
    note: tr.t('guest.receipt.note'),
  })
  return { name: `${tr.t('guest.receipt.title')} ${reservation.confirmationNumber}.pdf`, bytes }
}
