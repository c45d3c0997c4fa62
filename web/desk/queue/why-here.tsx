import type { DeskConversation } from '#contract/desk'
import type { Decision } from '#contract/queue'
import { useQuery } from '@tanstack/react-query'
import { decisionsQuery } from '../api/offers.ts'
import { Loading, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { reasonInWords } from '../words/reasons.ts'
import { useWords } from '../words/words.tsx'
import { decisionInWords, whyInWords } from './decision-words.ts'

/** Why a conversation stands where it does, and everything the queue and people decided about it. */
export const WhyHere = ({ conversation }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  return (
    <>
      <Standing conversation={conversation} />
      <h3>{t('why.log')}</h3>
      <Log id={conversation.id} />
    </>
  )
}

const Standing = ({ conversation: { place, claim } }: { conversation: DeskConversation }) => {
  const { t, times } = useWords()
  const now = useNow()
  if (!place) return <p>{t('why.nowhere')}</p>
  return (
    <>
      <p>
        <strong>{t('why.place', { lane: t(`lane.${place.lane}`), time: times.moment(place.dueAt, now) })}</strong>
      </p>
      <ul className="why-reasons">
        {place.reasons.map((reason) => (
          <li key={reason.kind}>{reasonInWords(t, reason, now).words}</li>
        ))}
      </ul>
      {claim && <p className="hint">{t('why.taken', { name: claim.name })}</p>}
    </>
  )
}

const Log = ({ id }: { id: string }) => {
  const { t } = useWords()
  const found = useQuery(decisionsQuery(id))
  if (found.isPending) return <Loading label={t('state.loading')} rows={3} />
  if (!found.data) return <Trouble title={t('why.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />
  if (found.data.decisions.length === 0) return <p className="hint">{t('why.none')}</p>
  return (
    <ol className="why-log">
      {found.data.decisions.map((decision) => (
        <Line key={decision.id} decision={decision} />
      ))}
    </ol>
  )
}

const Line = ({ decision }: { decision: Decision }) => {
  const words = useWords()
  const { t, times } = words
  const now = useNow()
  // That somebody did it by hand is said by the sentence itself.
  const reasons = decision.reasons.filter(({ kind }) => kind !== 'by-hand')
  return (
    <li>
      <time dateTime={decision.at} title={times.full(decision.at)}>{times.moment(decision.at, now)}</time>
      <p>
        {decisionInWords(words, decision)}
        {reasons.length > 0 && <span className="hint">{reasons.map((why) => whyInWords(words, why)).join(' · ')}</span>}
        {decision.passed.length > 0 && (
          <span className="hint">
            {t('why.passed')} {decision.passed.map(({ caseNumber, why }) => `${caseNumber} (${t(`passedWhy.${why}`)})`).join(', ')}
          </span>
        )}
      </p>
    </li>
  )
}
