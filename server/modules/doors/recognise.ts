import type { Door } from '#contract/content'
import { guestsByEmail, propertyByNumber } from '#directory'
import { isPartnerEmail, type Ctx } from '#identity'

/** What somebody gave, wherever they gave it. Nothing of it is taken as proved: it only says which door is theirs. */
export type Given = {
  /** A field that asks who they are: e-mail, property id, confirmation number. */
  name?: string | undefined
  /** A field for a secret, whose form alone is looked at. */
  secret?: string | undefined
  email?: string | undefined
  text?: string | undefined
}
export type RecognisedBy = 'confirmation-number' | 'number-in-text' | 'guest-address' | 'property-id' | 'partner-address'
export type Recognised = { door: Door; by: RecognisedBy } | null

const digitsOf = (typed: string) => typed.replace(/[\s.-]/g, '')
const isConfirmation = (typed: string) => /^\d{10}$/.test(digitsOf(typed))
const isPropertyId = (typed: string) => /^\d{7}$/.test(digitsOf(typed))
const isPin = (typed: string) => /^\d{4}(\d{2})?$/.test(digitsOf(typed))

// "Boende-id 2280417", "my property id is 2280417": seven digits after the word, as partners write who they are.
const propertyInText = /(property|boende|unterkunft|établissement|alojamiento|struttura|accommodatie|overnatningssted|obiekt|مكان الإقامة)[^\d\n]{0,24}(?<!\d)\d{7}(?!\d)/i

const numberInText = /(?<!\d)\d{10}(?!\d)/
// "PIN 604182", "PIN-koden är 604182", "kod PIN: 604182".
const pinInText = /(\bpin|الرقم السري)[^\d\n]{0,24}(?<!\d)\d{4}(\d{2})?(?!\d)/i

/**
 * Pure: by the form of what was given alone. A confirmation number where an address belongs is a guest's; in a text it counts only
 * beside a PIN, since partners write about their guests' bookings all day. Safe to answer with: it tells nothing of what exists.
 */
export const recogniseByForm = ({ name = '', secret = '', text = '' }: Given): Recognised => {
  if (isConfirmation(name) && (secret === '' || isPin(secret))) return { door: 'guest', by: 'confirmation-number' }
  // A PIN is known to nobody but the guest: it says more than a property id that stands beside it.
  if (numberInText.test(text) && pinInText.test(text)) return { door: 'guest', by: 'number-in-text' }
  return isPropertyId(name) || propertyInText.test(text) ? { door: 'partner', by: 'property-id' } : null
}

/**
 * Which door somebody stands at, also by looking up whose an address or a property id is. What it says tells what exists: for
 * counting, and for channels whose sender gets no answer from it; never shown on a page that strangers can try addresses on.
 */
export const recognise = async (ctx: Ctx, given: Given): Promise<Recognised> => {
  const byForm = recogniseByForm(given)
  if (byForm?.by === 'property-id' && given.name) return (await propertyByNumber(ctx, given.name)) ? byForm : null
  if (byForm) return byForm
  const email = given.email ?? (given.name?.includes('@') ? given.name : '')
  if (!email.trim()) return null
  if (await isPartnerEmail(ctx, email.trim())) return { door: 'partner', by: 'partner-address' }
  return (await guestsByEmail(ctx, email.trim())).length > 0 ? { door: 'guest', by: 'guest-address' } : null
}
