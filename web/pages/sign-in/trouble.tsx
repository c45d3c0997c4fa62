import { Refusal, refusalStatus } from '#kernel'
import { ErrorSummary } from '../parts/field.tsx'
import type { Visit } from '../site.ts'
import type { Wrong } from './fields.ts'

/** Why signing in, or asking for a call, was refused, where the form says it. */
export type Refused = { code: 'wrong_password' } | { code: 'wrong_code' } | { code: 'too_many'; minutes: number }

/** The refusal as the form shows it; anything else goes on to the one place that answers for it. */
export const refusedBy = (error: unknown): Refused => {
  if (!(error instanceof Refusal)) throw error
  if (error.code === 'wrong_password' || error.code === 'wrong_code') return { code: error.code }
  if (error.code === 'too_many') return { code: error.code, minutes: Number(error.detail.minutes ?? 1) }
  throw error
}

/** The answer's status and, after too many tries, when to try again. */
export const refuse = ({ c }: Visit, refused: Refused) => {
  if (refused.code === 'too_many') c.header('retry-after', String(refused.minutes * 60))
  return refusalStatus[refused.code]
}

/** One sentence for the whole form, or the fields to mend. */
export const Trouble = ({ visit: { tr }, refused, wrong }: { visit: Visit; refused: Refused | null; wrong: Wrong }) => {
  if (refused) {
    return (
      <div class="error-summary" role="alert" id="errors">
        <h2>{tr.t(refused.code === 'too_many' ? 'signIn.tooManyTitle' : 'signIn.wrongTitle')}</h2>
        <p>{refused.code === 'too_many' ? tr.t('signIn.tooMany', { minutes: refused.minutes }) : tr.t(refused.code === 'wrong_code' ? 'code.wrong' : 'signIn.wrong')}</p>
      </div>
    )
  }
  const errors = Object.entries(wrong).flatMap(([id, key]) => (key ? [{ id, text: tr.t(key) }] : []))
  return <ErrorSummary title={tr.t('signIn.mend', { count: errors.length })} errors={errors} />
}
