import { domainOf } from '#email'
import { guestsByEmail, reservationByNumber, reservationsByEmail, type Reservation } from '#directory'
import { accountOfPartner, colleagues, personById, type Ctx, type Person } from '#identity'
import type { ConversationHead } from '#conversations'
import type { ReadMail, Verdict } from '#platform/mail'

/** Who a mail says it is from. `proved`: the domain's owner vouches for it, and two parsers read the same address. */
export type Sender = { address: string; name: string; proved: boolean }

export const senderOf = ({ from, agreedFrom }: Pick<ReadMail, 'from' | 'agreedFrom'>, verdict: Verdict): Sender => {
  const [first] = from
  const address = agreedFrom ?? first?.address ?? ''
  // A name that looks like another address is how one is made to look like another.
  const name = (first?.name ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 120)
  return { address, name: name && !name.includes('@') ? name : address, proved: agreedFrom !== null && verdict.proved && verdict.domain === domainOf(agreedFrom) }
}

/** Whose account speaks when this sender writes in a conversation, null account: the visitor who began it; null: somebody else. */
export const participant = async (ctx: Ctx, head: ConversationHead, { address, proved }: Sender): Promise<{ id: string | null; name: string } | null> => {
  if (!proved) return null
  const asker = head.asker_id ? await personById(ctx, head.asker_id) : null
  if (asker?.email.toLowerCase() === address || (head.asker_email ?? '').toLowerCase() === address) return { id: head.asker_id, name: head.asker_name }
  if (!head.partner_id) return null
  const colleague = (await colleagues(ctx, head.partner_id)).find(({ email, rights }) => email.toLowerCase() === address && rights.some((right) => right === head.needs_right))
  return colleague ? { id: colleague.id, name: colleague.name } : null
}

export type Known = { partner: Person | null; guest: { name: string; language: string } | null; reservation: Reservation | null }

/** What is known of a proved sender; nothing of one that is not. */
export const knownSender = async (ctx: Ctx, { address, proved }: Sender, text: string): Promise<Known> => {
  if (!proved) return { partner: null, guest: null, reservation: null }
  const partner = await accountOfPartner(ctx, address)
  const [guest] = partner ? [] : await guestsByEmail(ctx, address)
  return { partner, guest: guest ? { name: guest.name, language: guest.language } : null, reservation: guest ? await stayMeant(ctx, address, text) : null }
}

/** The booking a guest means: the one they name, if it was booked with this address; else the only one that is not over. */
const stayMeant = async (ctx: Ctx, address: string, text: string): Promise<Reservation | null> => {
  const booked = await reservationsByEmail(ctx, address, 20)
  for (const [number] of text.matchAll(/(?<!\d)\d{10}(?!\d)/g)) {
    const named = await reservationByNumber(ctx, number)
    if (named && booked.some(({ id }) => id === named.id)) return named
  }
  const today = ctx.now().toISOString().slice(0, 10)
  const ahead = booked.filter(({ status, departure }) => status === 'booked' && departure >= today)
  return ahead.length === 1 ? (ahead[0] ?? null) : null
}
