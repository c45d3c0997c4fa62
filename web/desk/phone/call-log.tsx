import type { CallLog as Log } from '#contract/phone'
import { useQuery } from '@tanstack/react-query'
import PhoneIncoming from 'lucide-react/icons/phone-incoming'
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing'
import { pathOf } from '../address.ts'
import { callLogQuery } from '../api/phone.ts'
import { Link } from '../parts/link.tsx'
import { useNow } from '../words/now.ts'
import { durationWords } from '../words/times.ts'
import { useWords } from '../words/words.tsx'

/** The newest calls of everybody. */
export const CallLog = () => {
  const { t } = useWords()
  const { data } = useQuery(callLogQuery)
  if (!data || data.calls.length === 0) return null
  return (
    <section aria-label={t('log.title')}>
      <h3>{t('log.title')}</h3>
      <ul className="call-log">
        {data.calls.slice(0, 20).map((call) => (
          <Line key={call.id} call={call} />
        ))}
      </ul>
    </section>
  )
}

const Line = ({ call }: { call: Log['calls'][number] }) => {
  const { t, times } = useWords()
  const now = useNow()
  const Icon = call.direction === 'in' ? PhoneIncoming : PhoneOutgoing
  const ended = call.outcome ? t(`callOutcome.${call.outcome}`) : t(`log.state.${call.state === 'ended' ? (call.seconds === null ? 'missed' : 'talked') : call.state}`)
  const words = [call.agent, ended, call.seconds === null ? null : durationWords(t, call.seconds * 1_000)].filter(Boolean).join(' · ')
  return (
    <li>
      <Icon aria-hidden />
      <time dateTime={call.startedAt}>{times.moment(call.startedAt, now)}</time>
      <bdi dir="ltr">{call.number ?? t('log.withheld')}</bdi>
      <span>{words}</span>
      {call.conversationId && <Link href={pathOf('queue', call.conversationId)}>{t('log.open')}</Link>}
    </li>
  )
}
