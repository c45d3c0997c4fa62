import { present } from '#brand'
import { mayWriteUntil, writeByMail } from '#correspondence'
import { guestsByEmail, reservationById, type Reservation } from '#directory'
import { postLetter, type MailSettings } from '#email'
import { accountOfPartner, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import type { ReadMail } from '#platform/mail'
import { translator } from '#web/locales'
import { keepToPass, type Keeping, type Scan, type Unpassed } from './files.ts'
import type { Begun } from './queries.ts'
import type { Sender } from './sender.ts'
import { longest, textIn } from './words.ts'

const mostBytes = 15 * 1024 * 1024

/** A mail to a masked address: `guest` reaches the guest of the stay, `property` its property. */
export type Relayed = { arrival: Begun; to: { kind: 'guest' | 'property'; id: string }; read: ReadMail; sender: Sender }
type Passing = Keeping & { scan: Scan; settings: MailSettings }
type Why = 'too-late' | 'too-large' | 'too-many'

/**
 * Passes words on between guest and property: neither learns the other's address, and only the two of them may write. Who is not
 * proved to be one of them is not passed on.
 */
export const relayLetter = async (ctx: Ctx, mail: Relayed, parts: Passing): Promise<{ outcome: string; reason: string | null }> => {
  const reservation = await reservationById(ctx, mail.to.id)
  const writer = reservation && mail.sender.proved ? await writerOf(ctx, mail, reservation) : null
  if (!reservation || !writer) return { outcome: 'refused', reason: mail.sender.proved ? 'not-a-participant' : 'not-proved' }
  const why = await refusedBecause(ctx, { mail, reservation, side: writer.side })
  if (why) {
    await tellWriter(ctx, { mail, writer, why }, parts.settings)
    return { outcome: 'refused', reason: why }
  }
  const { fileIds, unpassed } = await keepToPass(ctx, { ownerId: mail.arrival.id, files: mail.read.files }, parts)
  await writeByMail(ctx, { reservationId: reservation.id, clientId: mail.arrival.id, side: writer.side, body: bodyOf(mail.read, unpassed, writer.locale), fileIds })
  return { outcome: 'relayed', reason: null }
}

const mostNamed = 20

// What was left out is said where it is missing.
const bodyOf = (read: ReadMail, unpassed: readonly Unpassed[], locale: string): string => {
  const { t, list } = translator(locale, 'UTC')
  const cut = read.own.trim().length > longest ? [t('mail.relay.cut')] : []
  const left = unpassed.map(({ why, names }) => `${t('mail.relay.files', { files: list(names.slice(0, mostNamed)) })} ${t(`mail.relay.files.${why}`)}`)
  return [textIn(read, locale).body, ...cut, ...left].join('\n\n')
}

type Writer = { side: 'guest' | 'property'; locale: string }

const writerOf = async (ctx: Ctx, { to, sender }: Relayed, reservation: Reservation): Promise<Writer | null> => {
  if (to.kind === 'property') {
    const guest = (await guestsByEmail(ctx, sender.address)).find(({ id }) => id === reservation.guest.id)
    return guest ? { side: 'guest', locale: guest.language } : null
  }
  const account = await accountOfPartner(ctx, sender.address)
  return account && account.partnerId === reservation.partnerId ? { side: 'property', locale: account.locale } : null
}

const refusedBecause = async (ctx: Ctx, { mail, reservation, side }: { mail: Relayed; reservation: Reservation; side: Writer['side'] }): Promise<Why | null> => {
  if (ctx.now() > mayWriteUntil(side, reservation)) return 'too-late'
  if (mail.arrival.byte_size > mostBytes * 1.4 || mail.read.files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > mostBytes) return 'too-large'
  return countAttempt(ctx, { subject: `letters:${reservation.id}`, most: 30, windowMinutes: 60 }).then(() => null, (error: unknown) => {
    if (error instanceof Refusal) return 'too-many' as const
    throw error
  })
}

const tellWriter = async (ctx: Ctx, { mail, writer, why }: { mail: Relayed; writer: Writer; why: Why }, settings: MailSettings): Promise<void> => {
  const tr = translator(writer.locale, 'UTC')
  const { name: brand } = await present(ctx)
  const door = writer.side === 'guest' ? 'guest' : 'partner'
  await postLetter(ctx, {
    to: mail.sender.address, locale: tr.locale, door, kind: 'too-late', dedupeKey: `relay:${mail.arrival.id}`, nullSender: true,
    wording: {
      subject: tr.t('mail.relay.refused'), heading: tr.t('mail.relay.refused'), opening: [tr.t(`mail.relay.${why}.${writer.side}`)], details: [], closing: [tr.t('mail.relay.help', { brand })],
      button: { text: tr.t(`mail.handOver.${door}.button`), href: `${settings.publicUrl}/${tr.locale}/${door === 'guest' ? 'guest' : 'partner/help'}` },
      footer: [tr.t('mail.footer.real', { brand })],
    },
  }, settings)
}
