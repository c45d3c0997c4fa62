import { maxCommentLength, voteReasons, type VoteReason } from '#contract/articles'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { DraftPlace } from '../ports.ts'
import type { Visit } from '../site.ts'

/** What has been said so far about an article, and what was typed when it could not be taken. */
export type Said = { voted: 'yes' | 'no' | 'sent' | null; reason: VoteReason | null; comment: string; error: string | null }
export const nothingSaid: Said = { voted: null, reason: null, comment: '', error: null }

/** What this reader has to do with the article: their save (null: in the browser), what they said, and what led them here. */
export type Feedback = { path: string; saved: boolean | null; said: Said; from: DraftPlace | null }

type Props = { visit: Visit; /** The article's address. */ path: string; revision: number; said: Said }

/** Was this article helpful? The answer is one press; the reason, and words, only if the reader likes. */
export const VoteBox = (props: Props) => (
  <section class="vote" id="vote" aria-labelledby="vote-title">
    {props.said.voted === null ? <Question {...props} /> : props.said.voted === 'no' ? <Reasons {...props} /> : <Thanks {...props} />}
    <p class="error" role="alert" data-vote-failed hidden><Icon name="alert" size={18} /> {props.visit.tr.t('help.voteFailed')}</p>
  </section>
)

const Question = (props: Props) => {
  const { tr } = props.visit
  return (
    <>
      <h2 id="vote-title" tabindex={-1}>{tr.t('help.voteQuestion')}</h2>
      {props.said.error ? <Refused text={props.said.error} /> : null}
      <VoteForm {...props}>
        <p class="actions">
          <button class="button secondary" name="helpful" value="yes">{tr.t('help.voteYes')}</button>
          <button class="button secondary" name="helpful" value="no">{tr.t('help.voteNo')}</button>
        </p>
      </VoteForm>
    </>
  )
}

const Reasons = (props: Props) => {
  const { visit: { tr }, said } = props
  const hint = tr.t('help.voteTextHint', { most: maxCommentLength })
  const error = said.error ?? undefined
  return (
    <>
      <h2 id="vote-title" tabindex={-1}>{tr.t('help.voteWhy')}</h2>
      <p>{tr.t('help.voteWhyLead')}</p>
      <VoteForm {...props}>
        <input type="hidden" name="helpful" value="no" />
        <fieldset>
          <legend>{tr.t('help.voteReason')} <span class="optional">{tr.t('help.voteOptional')}</span></legend>
          {voteReasons.map((reason) => (
            <label class="radio"><input type="radio" name="reason" value={reason} checked={said.reason === reason} /><span>{tr.t(`help.voteReasons.${reason}`)}</span></label>
          ))}
        </fieldset>
        <Field id="comment" label={tr.t('help.voteText')} optional={tr.t('help.voteOptional')} hint={hint} error={error}>
          <textarea id="comment" name="comment" rows={4} dir="auto" {...describedBy('comment', { hint, error })}>{said.comment}</textarea>
        </Field>
        <p class="actions"><button class="button" name="do" value="send">{tr.t('help.voteSend')}</button></p>
      </VoteForm>
      <ChangedMind {...props} to="yes" />
    </>
  )
}

const Thanks = (props: Props) => {
  const { visit: { tr }, said } = props
  return (
    <>
      <h2 id="vote-title" tabindex={-1}><Icon name="check" /> {tr.t('help.voteThanks')}</h2>
      <p role="status">{tr.t(said.voted === 'yes' ? 'help.voteThanksYes' : 'help.voteThanksNo')}</p>
      <ChangedMind {...props} to={said.voted === 'yes' ? 'no' : 'yes'} />
    </>
  )
}

const ChangedMind = (props: Props & { to: 'yes' | 'no' }) => (
  <VoteForm {...props}>
    <button class="button plain" name="helpful" value={props.to}>{props.visit.tr.t(props.to === 'yes' ? 'help.voteChangeToYes' : 'help.voteChangeToNo')}</button>
  </VoteForm>
)

const VoteForm = ({ path, revision, children }: Props & { children: unknown }) => (
  <form method="post" action={`${path}/vote`}>
    <input type="hidden" name="revision" value={String(revision)} />
    {children}
  </form>
)

const Refused = ({ text }: { text: string }) => <p class="error" role="alert"><Icon name="alert" size={18} /> {text}</p>
