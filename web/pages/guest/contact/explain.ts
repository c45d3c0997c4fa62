import { Refusal } from '#kernel'
import { explain } from '../../extranet/explain.ts'
import type { Visit } from '../../site.ts'
import type { GuestErrors } from './message.tsx'

/** What a refusal means at which field of the guest's form. */
export const explainToGuest = (visit: Visit, error: unknown): GuestErrors => {
  const { tr } = visit
  if (error instanceof Refusal && error.code === 'invalid') {
    const { field, problem, problems } = error.detail
    if (field === 'booking' && problem === 'unknown') return { booking: tr.t('guestContact.bookingUnknown') }
    if (Array.isArray(problems)) return Object.assign({}, ...problems.map((each) => sentences[String(each)]?.(visit) ?? {})) as GuestErrors
  }
  return explain(visit, error)
}

const sentences: Record<string, (visit: Visit) => GuestErrors> = {
  'name/empty': ({ tr }) => ({ name: tr.t('guestContact.nameEmpty') }),
  'name/too-long': ({ tr }) => ({ name: tr.t('guestContact.nameLong') }),
  'email/form': ({ tr }) => ({ email: tr.t('guestContact.emailForm') }),
}
