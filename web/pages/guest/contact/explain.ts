import { Refusal } from '#kernel'
import { explain } from '../../extranet/explain.ts'
import type { Visit } from '../../site.ts'
import type { GuestErrors } from './message.tsx'

/** What a refusal means at which field of the guest's form. */
export const explainToGuest = (visit: Visit, error: unknown): GuestErrors => {
  const { tr } = visit
  if (error instanceof Refusal && error.code === 'invalid') {
    switch (`${error.detail.field}/${error.detail.problem}`) {
      case 'name/empty': return { name: tr.t('guestContact.nameEmpty') }
      case 'name/too-long': return { name: tr.t('guestContact.nameLong') }
      case 'email/form': return { email: tr.t('guestContact.emailForm') }
      case 'booking/unknown': return { booking: tr.t('guestContact.bookingUnknown') }
    }
  }
  return explain(visit, error)
}
