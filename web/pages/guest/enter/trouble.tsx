import { Refusal, refusalStatus } from '#kernel'
import type { TextKey } from '#web/locales'
import { ErrorSummary } from '../../parts/field.tsx'
import type { Visit } from '../../site.ts'
import type { Wrong } from '../../sign-in/fields.ts'

/** Why a way in stayed closed, as its form says it. */
export type Refused = { why: 'wrong' } | { why: 'network' | 'everybody'; minutes: number }

/** The refusal as the form shows it; anything else goes on to the one place that answers for it. */
export const refusedBy = (error: unknown): Refused => {
  if (!(error instanceof Refusal)) throw error
  if (error.code === 'wrong_password') return { why: 'wrong' }
  if (error.code === 'too_many') return { why: error.detail.everybody ? 'everybody' : 'network', minutes: Number(error.detail.minutes ?? 1) }
  throw error
}

export const statusOf = ({ c }: Visit, refused: Refused) => {
  if (refused.why === 'wrong') return refusalStatus.wrong_password
  c.header('retry-after', String(refused.minutes * 60))
  return refusalStatus.too_many
}

type Words = { title: TextKey; text: TextKey }
type Props = { visit: Visit; refused: Refused | null; wrong: Wrong; words: Words }

/** One sentence for the whole form, or the fields to mend. */
export const Trouble = ({ visit: { tr }, refused, wrong, words }: Props) => {
  const errors = Object.entries(wrong).flatMap(([id, key]) => (key ? [{ id, text: tr.t(key) }] : []))
  if (!refused) return <ErrorSummary title={tr.t('guest.signIn.mend', { count: errors.length })} errors={errors} />
  const title = refused.why === 'wrong' ? tr.t(words.title) : tr.t(refused.why === 'network' ? 'guest.signIn.tooManyTitle' : 'guest.signIn.everybodyTitle')
  const text = refused.why === 'wrong' ? tr.t(words.text) : refused.why === 'network' ? tr.t('guest.signIn.tooMany', { minutes: refused.minutes }) : tr.t('guest.signIn.everybody')
  return (
    <div class="error-summary" role="alert" id="errors">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}
