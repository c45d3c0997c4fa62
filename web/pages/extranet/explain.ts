import { Refusal } from '#kernel'
import type { Visit } from '../site.ts'
import type { FieldErrors } from './message.tsx'

/** What a refusal means at which field, in words that say what to do. Anything but a refusal of the input is thrown on. */
export const explain = ({ tr }: Visit, error: unknown): FieldErrors => {
  if (!(error instanceof Refusal)) throw error
  const { field, problem, length, minutes } = error.detail
  if (error.code === 'too_many') return { form: tr.t('errors.tooMany', { minutes: Number(minutes ?? 1) }) }
  if (error.code === 'already_used') return { form: tr.t('errors.alreadySent') }
  if (error.code !== 'invalid') throw error
  switch (`${field}/${problem}`) {
    case 'body/empty': return { body: tr.t('errors.bodyEmpty') }
    case 'body/too-long': return { body: tr.t('errors.bodyTooLong', { length: Number(length) }) }
    case 'confirmation/length': return { confirmation: tr.t('errors.confirmationLength', { length: Number(length) }) }
    case 'confirmation/unknown': return { confirmation: tr.t('errors.confirmationUnknown') }
    case 'property/missing': return { property: tr.t('errors.propertyMissing') }
    case 'property/unknown': return { property: tr.t('errors.propertyUnknown') }
    default: throw error
  }
}

/** The form was sent before with another text: it goes on under a name of its own, so that it can be sent. */
export const wasSentBefore = (error: unknown): boolean => error instanceof Refusal && error.code === 'already_used'
