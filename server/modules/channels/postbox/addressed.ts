import type { Door } from '#contract/content'
import { domainOf, namingOf, readAddress, type MailSettings } from '#email'

/** What an address of ours stands for. `reply` to `property` name what they are of; `door` is one of the two, or neither of them. */
export type Addressed = { kind: 'reply' | 'bounce' | 'guest' | 'property'; id: string } | { kind: 'door'; door: Door | null } | { kind: 'broken' }

/** Reads an address as one of ours; null when nobody here has it. A reply address that was cut or changed on its way still reaches us. */
export const addressed = (address: string, settings: Pick<MailSettings, 'from' | 'keys' | 'doors'>, brandId: string): Addressed | null => {
  const to = address.trim().toLowerCase()
  if (to === settings.doors.partner.toLowerCase()) return { kind: 'door', door: 'partner' }
  if (to === settings.doors.guest.toLowerCase()) return { kind: 'door', door: 'guest' }
  if (domainOf(to) !== domainOf(settings.from)) return null
  const named = readAddress(to, namingOf(settings, brandId))
  if (named && named.kind !== 'mail' && named.kind !== 'thread') return { kind: named.kind, id: named.id }
  if (to === settings.from.toLowerCase() || /^(postmaster|abuse)@/.test(to)) return { kind: 'door', door: null }
  return /^(reply|bounce|guest|property)\+/.test(to) ? { kind: 'broken' } : null
}
