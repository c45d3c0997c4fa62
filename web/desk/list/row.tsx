import AtSign from 'lucide-react/icons/at-sign'
import AlarmClock from 'lucide-react/icons/alarm-clock'
import CircleAlert from 'lucide-react/icons/circle-alert'
import Clock from 'lucide-react/icons/clock'
import { pathOf, type View } from '../address.ts'
import { Link } from '../parts/link.tsx'
import { useNow } from '../words/now.ts'
import { reasonInWords, type ReasonInWords } from '../words/reasons.ts'
import { useWords } from '../words/words.tsx'
import type { ListedRow } from './items.ts'
import { useAhead } from './use-ahead.ts'
import { rowElementId } from './use-cursor.ts'

type RowProps = { row: ListedRow; view: View; isOpen: boolean; isCurrent: boolean; onFocus: () => void; pick?: { isPicked: boolean; toggle: () => void } }

/** A row of a list; where many can be picked it has a box to tick. */
export const Row = ({ pick, ...props }: RowProps) => {
  const { t } = useWords()
  if (!pick) return <RowLink {...props} />
  return (
    <div className="row-pick" data-picked={pick.isPicked}>
      <input type="checkbox" tabIndex={-1} aria-label={t('bulk.pick', { name: props.row.askerName })} checked={pick.isPicked} onChange={pick.toggle} />
      <RowLink {...props} />
    </div>
  )
}

const RowLink = ({ row, view, isOpen, isCurrent, onFocus }: Omit<RowProps, 'pick'>) => {
  const { t, times, language } = useWords()
  const now = useNow()
  const { rest, ...near } = useAhead(row.conversationId)
  const reasons = row.reasons.map((reason) => reasonInWords(t, reason, now))
  const restOf = ({ state, snoozed }: ListedRow) =>
    snoozed ? (snoozed.until === null ? t('snooze.untilReply', { name: row.askerName }) : t('snooze.until', { at: times.moment(snoozed.until, now) })) : t(`state.${state ?? 'received'}`)
  const where = [row.subtopic.name, row.propertyName ?? row.partnerName].filter(Boolean)
  return (
    <Link
      className="row"
      id={rowElementId(row.conversationId)}
      href={pathOf(view, row.conversationId)}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isOpen ? 'true' : undefined}
      data-waits={row.waits}
      {...near}
      onFocus={() => {
        rest()
        onFocus()
      }}
    >
      <span className="row-top">
        <span className={`door door-${row.door}`} title={t(`door.${row.door}`)}>
          <span className="visually-hidden">{t(`door.${row.door}`)}: </span>
        </span>
        <bdi className="row-name">{row.askerName}</bdi>
        <span className="row-language" title={language(row.locale)}>
          {row.locale}
        </span>
        <time className="row-time" dateTime={row.at} title={times.full(row.at)}>
          {row.waits ? t('row.due', { time: times.moment(row.at, now) }) : times.moment(row.at, now)}
        </time>
      </span>
      <span className="row-excerpt" dir="auto" lang={row.locale}>
        {row.excerpt}
      </span>
      <span className="row-where">{where.join(' · ')}</span>
      <span className="row-reasons">
        {row.mention && (
          <span className="reason reason-soon">
            <AtSign aria-hidden /> {t('mention.by', { name: row.mention.by })}
          </span>
        )}
        {row.reminder !== null && (
          <span className="reason reason-soon">
            <AlarmClock aria-hidden /> {row.reminder || t('remind.kind.relocation')}
          </span>
        )}
        {row.state !== null && !row.waits ? restOf(row) : <Reasons reasons={reasons} />}
      </span>
    </Link>
  )
}

const icons = { late: CircleAlert, soon: Clock, calm: null }

const Reasons = ({ reasons }: { reasons: ReasonInWords[] }) =>
  reasons.map(({ words, urgency }, place) => {
    const Icon = icons[urgency]
    return (
      <span className={`reason reason-${urgency}`} key={words}>
        {place > 0 && <span aria-hidden> · </span>}
        {Icon && <Icon aria-hidden />}
        {words}
      </span>
    )
  })
