import { Icon } from '../../parts/icon.tsx'
import type { BookingView } from '../../guest-port.ts'
import type { Visit } from '../../site.ts'

/** How far the money has come: approved, sent, with the bank, each with its day. */
export const Refund = ({ visit, booking }: { visit: Visit; booking: BookingView }) => {
  const { tr, brand } = visit
  const { refund, status, chargedBy, totalMinor, costMinor } = booking
  if (status !== 'cancelled') return null
  if (!refund) {
    const text = chargedBy === 'property' && totalMinor > costMinor ? tr.t('guest.refund.property', { property: booking.propertyName }) : tr.t('guest.refund.none')
    return <section class="part" aria-labelledby="refund"><h2 id="refund">{tr.t('guest.refund.title')}</h2><p>{text}</p></section>
  }
  const steps = [
    { name: tr.t('guest.refund.approved'), at: refund.approvedAt },
    { name: tr.t('guest.refund.sent', { brand: brand.name }), at: refund.sentAt },
    { name: tr.t('guest.refund.withBank'), at: refund.withBankAt },
  ]
  return (
    <section class="part" aria-labelledby="refund">
      <h2 id="refund">{tr.t('guest.refund.title')}</h2>
      <p>{tr.t('guest.refund.amount')} <strong>{tr.money(refund.amountMinor, booking.currency)}</strong></p>
      <ol class="refund-steps">
        {steps.map(({ name, at }) => (
          <li class={at ? 'done' : ''}><Icon name={at ? 'check' : 'clock'} size={18} /> <span>{name}</span> {at ? <time datetime={at.toISOString()}>{tr.date(at.toISOString().slice(0, 10))}</time> : <span class="meta">{tr.t('guest.refund.notYet')}</span>}</li>
        ))}
      </ol>
      <p class="meta">{tr.t('guest.refund.bankDays')}</p>
    </section>
  )
}
