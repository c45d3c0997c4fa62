import type { DeskConversation } from '#contract/desk'
import type { PromiseClock, PromiseStep } from '#contract/promises'
import { useQuery } from '@tanstack/react-query'
import { clockQuery } from '../api/promises.ts'
import { whyMoved } from '../conversation/promise-line.tsx'
import { useNow } from '../words/now.ts'
import { useWords, type Words } from '../words/words.tsx'
import { BesideSection } from './facts.tsx'

/** What has happened to the promise, in words: from the newest question on, what came before on request. Nothing while none was given. */
export const PromiseHistory = ({ conversation: { id, asker } }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const { data } = useQuery(clockQuery(id))
  if (!data || data.steps.length === 0) return null
  const newest = Math.max(0, data.steps.findLastIndex(({ kind }) => kind === 'started'))
  const earlier = data.steps.slice(0, newest)
  return (
    <BesideSection title={t('clock.title')}>
      <Standing clock={data} name={asker.name} />
      <Steps steps={data.steps.slice(newest)} name={asker.name} />
      {earlier.length > 0 && (
        <details className="clock-earlier">
          <summary>{t('clock.earlier')}</summary>
          <Steps steps={earlier} name={asker.name} />
        </details>
      )}
    </BesideSection>
  )
}

const Standing = ({ clock, name }: { clock: PromiseClock; name: string }) => {
  const { t, times } = useWords()
  const now = useNow()
  const tone = clock.state === 'running' && clock.dueAt && Date.parse(clock.dueAt) < now ? 'danger' : clock.atRisk ? 'warn' : 'plain'
  const pausedFor = clock.pausedMinutes > 0 ? t('clock.pausedFor', { name, n: clock.pausedMinutes }) : null
  return (
    <p className={`clock-standing tone-${tone}`}>
      {t(`clock.state.${clock.state}`, { name, due: clock.dueAt ? times.moment(clock.dueAt, now) : '', kept: clock.keptBy ?? 'none' })}
      {pausedFor && <span className="hint"> {pausedFor}</span>}
    </p>
  )
}

const Steps = ({ steps, name }: { steps: PromiseStep[]; name: string }) => {
  const words = useWords()
  const now = useNow()
  return (
    <ol className="clock-steps">
      {steps.map((step, place) => (
        <li key={`${step.at} ${step.kind}`} data-kind={step.kind}>
          <time dateTime={step.at} title={words.times.full(step.at)}>{words.times.moment(step.at, now)}</time>
          <span>{stepInWords(words, step, { before: steps[place - 1], name })}</span>
        </li>
      ))}
    </ol>
  )
}

const stepInWords = ({ t, times }: Words, step: PromiseStep, { before, name }: { before: PromiseStep | undefined; name: string }): string => {
  const due = times.moment(step.dueAt, Date.parse(step.at))
  const stays = step.kind === 'recomputed' && before?.dueAt === step.dueAt
  const line = stays ? t('clock.step.stays', { due }) : t(`clock.step.${step.kind}`, { due, name, reason: step.reason ?? 'none' })
  const why = step.kind === 'moved' || step.kind === 'recomputed' ? step.reason : null
  return why ? t('line.reason', { line, reason: whyMoved(t, why) }) : line
}
