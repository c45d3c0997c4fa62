import type { Right } from '#contract/content'
import type { Context } from '#platform/postgres'

export type PartnerActor = {
  kind: 'partner'
  brandId: string
  id: string
  name: string
  email: string
  locale: string
  timeZone: string
  partnerId: string
  rights: readonly Right[]
}
export type AgentActor = {
  kind: 'agent'
  brandId: string
  id: string
  name: string
  email: string
  locale: string
  timeZone: string
}
export type GuestProof = 'pin' | 'short-pin' | 'link' | 'account' | 'visit'
/**
 * A guest, by the id of the directory. A session speaks for one booking (`reservationId`), or with `proof: 'account'` for every
 * stay booked with the guest's address; only then is the loyalty level known. `short-pin` shows no personal data and changes nothing. `visit` has proved nothing: it
 * speaks for what was begun in it and for no booking.
 */
export type GuestActor = {
  kind: 'guest'
  brandId: string
  id: string
  name: string
  email: string
  locale: string
  timeZone: string
  reservationId: string | null
  loyaltyLevel: number | null
  proof: GuestProof
}
export type VisitorActor = { kind: 'visitor'; brandId: string; id: null; name: string }
export type SystemActor = { kind: 'system'; brandId: string; id: null; name: string }
export type Actor = PartnerActor | AgentActor | GuestActor | VisitorActor | SystemActor
export type SignedIn = PartnerActor | AgentActor | GuestActor

/** Who acts, as verbs get it. */
export type Ctx<A extends Actor = Actor> = Context<A>

export const systemActor = (brandId: string): SystemActor => ({ kind: 'system', brandId, id: null, name: 'Hospes' })
export const visitorActor = (brandId: string): VisitorActor => ({ kind: 'visitor', brandId, id: null, name: '' })
