import type { Promised } from '#contract/conversations'
import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import Clock from 'lucide-react/icons/clock'
import Hourglass from 'lucide-react/icons/hourglass'
import type { LucideIcon } from 'lucide-react'
import { useNow } from '../words/now.ts'
import type { Translate } from '../words/texts.ts'
import { durationWords, hourMs } from '../words/times.ts'
import { useWords } from '../words/words.tsx'

type Look = { icon: LucideIcon; tone: 'ok' | 'warn' | 'danger' | 'plain'; left: string }

/** "Answer promised by Tue 14:05 · in 40 min", and each time it was moved. */
export const PromiseLine = ({ promise }: { promise: Promised }) => {
  const { t, times } = useWords()
  const now = useNow()
  const { icon: Icon, tone, left } = lookOf(t, promise, now)
  return (
    <div className="promise">
      <p className={`promise-now tone-${tone}`}>
        <Icon aria-hidden />
        <span>
          {t('promise.by')} <time dateTime={promise.dueAt} title={times.full(promise.dueAt)}>{times.moment(promise.dueAt, now)}</time>
          <span className="promise-left"> · {left}</span>
        </span>
      </p>
      {promise.moves.map((move) => (
        <p className="promise-move" key={move.at}>
          {t('promise.moved', { from: times.moment(move.from, now) })} <bdi>{whyMoved(t, move.reason)}</bdi>
        </p>
      ))}
    </div>
  )
}

/** A reason of the house in words; one that somebody wrote as they wrote it. */
export const whyMoved = (t: Translate, reason: string): string =>
  reason === 'more-than-usual' || reason === 'topic-changed' || reason === 'stay-changed' ? t(`clock.reason.${reason}`) : reason

const lookOf = (t: Translate, promise: Promised, now: number): Look => {
  if (promise.waitsForAsker) return { icon: Hourglass, tone: 'plain', left: t('clock.waits') }
  if (promise.kept) return { icon: CircleCheck, tone: 'ok', left: t('promise.kept') }
  const left = Date.parse(promise.dueAt) - now
  if (promise.missed || left < 0) return { icon: CircleAlert, tone: 'danger', left: t('promise.missed', { time: durationWords(t, Math.abs(left)) }) }
  return { icon: Clock, tone: left < hourMs ? 'warn' : 'plain', left: t('promise.left', { time: durationWords(t, left) }) }
}
