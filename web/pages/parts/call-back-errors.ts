import { Refusal } from '#kernel'
import type { Visit } from '../site.ts'

export type CallBackErrors = { number?: string; when?: string; property?: string; form?: string }

/** What a refusal means in the form that asks for a call; anything else is thrown on. */
export const callBackErrors = ({ tr }: Visit, error: unknown): CallBackErrors => {
  if (!(error instanceof Refusal)) throw error
  if (error.code === 'too_many') return { form: tr.t('phone.error.busy') }
  switch (`${error.detail.field}/${error.detail.problem}`) {
    case 'number/form': return { number: tr.t('phone.error.form') }
    case 'number/country': return { number: tr.t('phone.error.country') }
    case 'number/premium': return { number: tr.t('phone.error.premium') }
    case 'when/hours': return { when: tr.t('phone.error.hours') }
    case 'property/missing': return { property: tr.t('errors.propertyMissing') }
    case 'property/unknown': return { property: tr.t('errors.propertyUnknown') }
    default: throw error
  }
}

/** One of the times a form offered; what is none is "as soon as it is my turn". */
export const timeIn = (text: string): Date | null => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : null)
