import { present } from '#brand'
import { guestById, type Reservation } from '#directory'
import type { Ctx } from '#identity'
import { translator, type TextKey, type Translator } from '#web/locales'
import type { Change, ChangeKind, Told } from './changes.ts'
import type { Letter, Ports, Wording } from './ports.ts'
import { freeUntil } from './rules.ts'

type Sender = { tr: Translator; brand: string; link: string; reservation: Reservation }

const senderOf = async (ctx: Ctx, reservation: Reservation, { locale, ports }: { locale: string; ports: Ports }): Promise<Sender> => {
  const tr = translator(locale, reservation.timeZone)
  return { tr, brand: (await present(ctx)).name, link: `${ports.publicUrl()}/${tr.locale}/guest/booking/${reservation.id}`, reservation }
}

/** Letters of a booking look alike: what happened, the stay in rows, a button to the booking, where the letter comes from. */
const letter = ({ tr, brand, link, reservation }: Sender, said: Pick<Wording, 'subject' | 'heading' | 'opening'> & Partial<Wording>): Wording => ({
  greeting: tr.t('mail.greeting', { name: reservation.guest.name }),
  details: [],
  closing: [],
  button: { text: tr.t('guest.mail.open'), href: link },
  footer: [tr.t('guest.mail.footer', { brand }), tr.t('mail.footer.real', { brand })],
  ...said,
})

const stayRows = ({ tr, reservation }: Sender): Wording['details'] => [
  { label: tr.t('guest.number'), value: reservation.confirmationNumber },
  { label: tr.t('guest.stay.property'), value: reservation.propertyName },
]

const changed: Record<ChangeKind, TextKey> = {
  dates: 'guest.mail.changed.dates', 'arrival-time': 'guest.mail.changed.arrival-time', details: 'guest.mail.changed.details', request: 'guest.mail.changed.request',
  cancellation: 'guest.mail.changed.cancellation',
}

/** Confirms a change, or that it was taken back, to the guest who made it. */
export const confirmationOf = async (ctx: Ctx & { actor: { locale: string } }, change: Change, ports: Ports): Promise<Wording> => {
  const { kind, reservation, isUndo, after } = change
  const sender = await senderOf(ctx, reservation, { locale: ctx.actor.locale, ports })
  const { tr } = sender
  const what = tr.t(isUndo ? 'guest.mail.changed.undone' : changed[kind])
  return letter(sender, {
    subject: `${what} · ${reservation.confirmationNumber}`,
    heading: what,
    opening: kind === 'request' && !isUndo ? [tr.t('guest.mail.changed.requestNext', { property: reservation.propertyName })] : [],
    details: [...stayRows(sender), ...rowsOf(sender, kind, after)],
    closing: kind === 'cancellation' ? moneyBack(sender, after) : [tr.t('guest.mail.changed.notYou')],
  })
}

const rowsOf = ({ tr, reservation }: Sender, kind: ChangeKind, after: Told): Wording['details'] => {
  const text = (name: string) => String(after[name] ?? '')
  const money = (name: string) => tr.money(Number(after[name] ?? 0), reservation.currency)
  if (kind === 'dates') return [
    { label: tr.t('guest.stay.arrival'), value: tr.date(text('arrival')) },
    { label: tr.t('guest.stay.departure'), value: tr.date(text('departure')) },
    { label: tr.t('guest.stay.price'), value: money('totalMinor') },
  ]
  if (kind === 'arrival-time') return [{ label: tr.t('guest.stay.arrivalTime'), value: text('arrivalTime') || tr.t('guest.stay.notSaid') }]
  if (kind === 'details') return [
    { label: tr.t('guest.stay.staying'), value: text('staying') || reservation.guest.name },
    { label: tr.t('guest.stay.guests'), value: text('guests') },
  ]
  if (kind === 'request') return [{ label: tr.t('guest.stay.request'), value: text('request') }]
  return [{ label: tr.t('guest.stay.cost'), value: money('costMinor') }]
}

const moneyBack = ({ tr, reservation }: Sender, after: Told) => {
  const back = Number(after.refundMinor ?? 0)
  return back > 0 ? [tr.t('guest.mail.changed.refund', { amount: tr.money(back, reservation.currency) })] : []
}

/** The whole confirmation, as it is now. */
export const wholeConfirmation = async (ctx: Ctx & { actor: { locale: string } }, reservation: Reservation, ports: Ports): Promise<Wording> => {
  const sender = await senderOf(ctx, reservation, { locale: ctx.actor.locale, ports })
  const { tr } = sender
  const until = freeUntil(reservation)
  return letter(sender, {
    subject: `${tr.t('guest.mail.confirmation')} · ${reservation.confirmationNumber}`,
    heading: tr.t('guest.mail.confirmation'),
    opening: reservation.status === 'cancelled' ? [tr.t('guest.status.cancelled')] : [],
    details: [
      ...stayRows(sender),
      { label: tr.t('guest.stay.arrival'), value: tr.date(reservation.arrival) },
      { label: tr.t('guest.stay.departure'), value: tr.date(reservation.departure) },
      { label: tr.t('guest.stay.staying'), value: reservation.staying ?? reservation.guest.name },
      { label: tr.t('guest.stay.guests'), value: tr.number(reservation.guests) },
      { label: tr.t('guest.stay.price'), value: tr.money(reservation.totalMinor, reservation.currency) },
      { label: tr.t('guest.stay.payment'), value: tr.t(reservation.chargedBy === 'platform' ? 'guest.stay.paysUs' : 'guest.stay.paysProperty', { brand: sender.brand }) },
      ...(until ? [{ label: tr.t('guest.stay.freeUntil'), value: tr.dateTime(until, 'zoned') }] : []),
    ],
    closing: [tr.t('guest.mail.noPin')],
  })
}

type Refused = { reservation: Reservation; kind: string; id: string }

/** The platform did not take a change: it is put back, and the guest is told so with what to do next. */
export const letterOfRefusal = async (ctx: Ctx, { reservation, kind, id }: Refused, ports: Ports): Promise<Letter | null> => {
  const guest = await guestById(ctx, reservation.guest.id)
  if (!guest?.email) return null
  const sender = await senderOf(ctx, reservation, { locale: guest.language, ports })
  const { tr } = sender
  const wording = letter(sender, {
    subject: `${tr.t('guest.mail.refused')} · ${reservation.confirmationNumber}`,
    heading: tr.t('guest.mail.refused'),
    opening: [tr.t(kind === 'cancellation' ? 'guest.mail.refusedCancellation' : 'guest.mail.refusedChange')],
    details: stayRows(sender),
    closing: [tr.t('guest.mail.refusedNext')],
  })
  return { to: guest.email, locale: guest.language, dedupeKey: `refused:${id}`, wording }
}

type Said = { ports: Ports; dedupeKey: string; /** The guest's own when left out. */ locale?: string; say: (tr: Translator) => Pick<Wording, 'subject' | 'heading' | 'opening'> & Partial<Wording> }

/** A letter about a stay to the address on file, in the guest's language; null where there is no address. */
export const letterTo = async (ctx: Ctx, reservation: Reservation, { ports, dedupeKey, say, ...wanted }: Said): Promise<Letter | null> => {
  const guest = await guestById(ctx, reservation.guest.id)
  if (!guest?.email) return null
  const locale = wanted.locale ?? guest.language
  const sender = await senderOf(ctx, reservation, { locale, ports })
  const said = say(sender.tr)
  return { to: guest.email, locale, dedupeKey, wording: letter(sender, { ...said, details: [...stayRows(sender), ...(said.details ?? [])] }) }
}
