import { Refused } from '../api/request.ts'
import type { TextKey, Translate } from './texts.ts'

const sentences: Record<string, TextKey> = {
  unreachable: 'refusal.unreachable',
  unavailable: 'refusal.unavailable',
  too_many: 'refusal.tooMany',
  not_allowed: 'refusal.notAllowed',
  wrong_origin: 'refusal.notAllowed',
  not_found: 'refusal.notFound',
  taken_by_another: 'refusal.taken',
  already_closed: 'refusal.closed',
  not_on_duty: 'refusal.notOnDuty',
  offer_ended: 'refusal.offerEnded',
  too_large: 'refusal.tooLarge',
  invalid: 'refusal.invalid',
}

/** Why something failed, in a sentence that says what to do. */
export const refusalInWords = (t: Translate, error: Error): string => {
  const key = error instanceof Refused ? sentences[error.code] : undefined
  return t(key ?? 'refusal.unexpected', { name: nameIn(error) ?? t('refusal.somebody') })
}

const nameIn = (error: Error) => (error instanceof Refused && typeof error.detail.name === 'string' ? error.detail.name : null)
