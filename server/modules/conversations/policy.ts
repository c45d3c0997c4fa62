import type { Actor } from '#identity'

type Head = { partner_id: string | null; needs_right: string; asker_id: string | null }

/** Staff read everything of their brand; a partner user reads their organisation's cases they have the right for, and their own. */
export const mayRead = (actor: Actor, head: Head): boolean => {
  if (actor.kind === 'agent' || actor.kind === 'system') return true
  if (actor.kind !== 'partner' || head.partner_id !== actor.partnerId) return false
  return head.asker_id === actor.id || actor.rights.some((right) => right === head.needs_right)
}

/** Who may add to it as the asking side. */
export const mayWrite = (actor: Actor, head: Head): boolean => actor.kind === 'partner' && mayRead(actor, head)
