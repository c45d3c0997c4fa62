import { z } from 'zod'
import { present } from '#brand'
import { letterAt } from '#correspondence'
import { postLetter, type Wording } from '#email'
import { mailReadersOf, type Ctx, type Person } from '#identity'
import type { FactJob } from '#platform/jobs'
import { systemText, translator, type Translator } from '#web/locales'
import type { App } from './app.ts'
import { maskedGuest } from './masked-mail.ts'
import { mailSettings } from './mail-settings.ts'

type Said = NonNullable<Awaited<ReturnType<typeof letterAt>>>

const Written = z.object({ reservationId: z.uuid(), seq: z.int() })

/** A property's people who want copies are written to when a guest has written, asked or changed something; no address goes with it. */
export const writePropertyMails = async (app: App, ctx: Ctx, facts: readonly FactJob[]): Promise<void> => {
  for (const { payload } of facts.filter(({ name }) => name === 'correspondence.written')) {
    const { reservationId, seq } = Written.parse(payload)
    const said = await letterAt(ctx, { reservationId, seq })
    if (!said || said.side === 'property') continue
    for (const reader of await mailReadersOf(ctx, said.reservation.partnerId)) await write(app, ctx, { said, seq, reader })
  }
}

const write = async (app: App, ctx: Ctx, { said, seq, reader }: { said: Said; seq: number; reader: Person }) => {
  const tr = translator(reader.locale, said.reservation.timeZone)
  const { name: brand } = await present(ctx)
  const href = `${app.publicUrl()}/${tr.locale}/extranet/inbox/reservations/${said.reservation.id}`
  const envelope = { to: reader.email, locale: reader.locale, door: 'partner', kind: 'booking', dedupeKey: `property:${said.reservation.id}:${seq}:${reader.id}`, fileIds: said.fileIds, ...(isWords(said) ? maskedGuest(app, said.reservation.id) : {}) } as const
  await postLetter(ctx, { ...envelope, wording: { ...wordingOf(tr, said, { brand, href, name: reader.name }), ...('replyTo' in envelope && envelope.replyTo ? { above: tr.t('mail.above') } : {}) } }, mailSettings(app))
}

const wordingOf = (tr: Translator, { reservation, kind, body, data, answerBy }: Said, { brand, href, name }: { brand: string; href: string; name: string }): Wording => {
  const what = kind === 'told' ? `told-${data.kind}` : data.of === undefined ? kind : `${kind}-${data.of}`
  const heading = tr.t(headings[what] ?? 'guestDoor.mail.changed', { guest: reservation.guest.name })
  return {
    subject: `${heading} · ${reservation.confirmationNumber}`,
    heading,
    greeting: tr.t('mail.greeting', { name }),
    opening: isWords({ kind }) ? [] : [systemText(tr, reservation.currency, { kind, data })],
    words: isWords({ kind }) ? body : null,
    details: [
      { label: tr.t('guest.number'), value: reservation.confirmationNumber },
      { label: tr.t('guest.stay.property'), value: reservation.propertyName },
      { label: tr.t('guest.stay.arrival'), value: tr.date(reservation.arrival) },
      { label: tr.t('guest.stay.departure'), value: tr.date(reservation.departure) },
    ],
    closing: answerBy ? [tr.t('guestDoor.mail.answerBy', { when: tr.dateTime(answerBy, 'zoned') })] : [],
    button: { text: tr.t('guestDoor.mail.open'), href },
    footer: [tr.t('guestDoor.mail.footer'), tr.t('mail.footer.real', { brand })],
  }
}

const isWords = ({ kind }: Pick<Said, 'kind'>) => kind === 'message' || kind === 'request' || kind === 'free-cancellation'

const headings: Record<string, 'guestDoor.mail.wrote' | 'guestDoor.mail.wants' | 'guestDoor.mail.withdrawn' | 'guestDoor.mail.cancelled'> = {
  message: 'guestDoor.mail.wrote', request: 'guestDoor.mail.wrote', 'free-cancellation': 'guestDoor.mail.wants', 'withdrawn-free-cancellation': 'guestDoor.mail.withdrawn', 'told-cancellation': 'guestDoor.mail.cancelled',
}
