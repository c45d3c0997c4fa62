import type { Actor, GuestActor, PartnerActor } from '#identity'

type Head = { door: string; partner_id: string | null; needs_right: string; asker_id: string | null; reservation_id: string | null }

/** Who asks staff and sees a conversation from that side. */
export type AskerActor = PartnerActor | GuestActor

export const isAsker = (actor: Actor): actor is AskerActor => actor.kind === 'partner' || actor.kind === 'guest'

/** Staff read everything of their brand; a partner user reads their organisation's cases they have the right for, and their own; a guest theirs. */
export const mayRead = (actor: Actor, head: Head): boolean => {
  if (actor.kind === 'agent' || actor.kind === 'system') return true
  if (actor.kind === 'guest') return isGuests(actor, head)
  if (actor.kind !== 'partner' || head.partner_id !== actor.partnerId) return false
  return head.asker_id === actor.id || actor.rights.some((right) => right === head.needs_right)
}

/** Who may add to it as the asking side. */
export const mayWrite = (actor: Actor, head: Head): boolean => isAsker(actor) && mayRead(actor, head)

// Who has proved one booking reads what was asked about it, who has proved the account what they asked. Four digits prove too
// little to be shown what was written before.
const isGuests = (actor: GuestActor, head: Head): boolean => {
  if (head.door !== 'guest' || actor.proof === 'short-pin') return false
  return actor.proof === 'account' || actor.proof === 'visit' ? head.asker_id === actor.id : head.reservation_id !== null && head.reservation_id === actor.reservationId
}
