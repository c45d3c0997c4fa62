import { Refusal } from '#kernel'
import type { Visit } from '../../site.ts'
import type { Errors } from './forms.tsx'

/** What is wrong with a text; anything that is not about the text goes on to the one place that answers for it. */
export const bodyError = ({ tr }: Visit, error: unknown): string => {
  if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
  return tr.t(error.detail.problem === 'too-long' ? 'guest.wrong.bodyLong' : 'guest.wrong.body')
}

/** What is wrong at which field of a booking's form, as the verb says it. */
export const fieldErrors = ({ tr }: Visit, error: unknown): Errors => {
  if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
  const { field, problem, most } = error.detail
  if (field === 'arrival') return [{ id: 'arrival', text: tr.t(problem === 'same' ? 'guest.wrong.sameDates' : problem === 'far' ? 'guest.wrong.far' : 'guest.wrong.arrival') }]
  if (field === 'departure') return [{ id: 'departure', text: tr.t(problem === 'long' ? 'guest.wrong.long' : 'guest.wrong.departure') }]
  if (field === 'time') return [{ id: 'time', text: tr.t('guest.wrong.time') }]
  if (field === 'staying') return [{ id: 'staying', text: tr.t('guest.wrong.staying') }]
  if (field === 'guests') return [{ id: 'guests', text: tr.t('guest.wrong.guests', { most: Number(most) }) }]
  return [{ id: 'body', text: bodyError({ tr } as Visit, error) }]
}

/** Whether what was shown has become another meanwhile: show it anew. */
export const hasMoved = (error: unknown): boolean => error instanceof Refusal && error.code === 'thread_changed'
/** Whether it may not be done any more: the page says why. */
export const isForbidden = (error: unknown): boolean => error instanceof Refusal && (error.code === 'not_allowed' || error.code === 'already_used')
