import BookOpenCheck from 'lucide-react/icons/book-open-check'
import ChartLine from 'lucide-react/icons/chart-line'
import CalendarRange from 'lucide-react/icons/calendar-range'
import Clock from 'lucide-react/icons/clock'
import Inbox from 'lucide-react/icons/inbox'
import Mail from 'lucide-react/icons/mail'
import Lamp from 'lucide-react/icons/lamp-desk'
import Search from 'lucide-react/icons/search'
import Phone from 'lucide-react/icons/phone'
import UserRound from 'lucide-react/icons/user-round'
import Zap from 'lucide-react/icons/zap'
import ScanEye from 'lucide-react/icons/scan-eye'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { pathOf, type SheetName, type View } from '../address.ts'
import { useChangeMe } from '../api/actions.ts'
import { useMe } from '../me.tsx'
import { Link } from '../parts/link.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useRisk } from '../live/use-announcements.ts'
import { useWords } from '../words/words.tsx'
import { Agent } from './agent.tsx'
import { say } from './notices.ts'

type RailProps = { view: View | SheetName | null; counts: Record<View, number>; onCall: () => void; onShortcuts: () => void }

export const Rail = ({ view, counts, onCall, onShortcuts }: RailProps) => {
  const { t } = useWords()
  const { brand, roles } = useMe()
  const leads = roles.includes('lead') || roles.includes('admin')
  const risk = useRisk(leads)
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [view])
  return (
    <header className="rail">
      <div className="rail-brand">
        <span className="rail-lamp">
          <Lamp aria-hidden />
        </span>
        <p title={brand.name}>{t('rail.desk')}</p>
      </div>
      <nav ref={nav} className="rail-nav" aria-label={t('rail.label')}>
        <RailLink view="queue" icon={Inbox} current={view === 'queue'} count={counts.queue} />
        <RailLink view="mine" icon={UserRound} current={view === 'mine'} count={counts.mine} />
        <RailLink view="search" icon={Search} current={view === 'search'} count={counts.search} />
        <button type="button" className="rail-link" onClick={onCall} aria-keyshortcuts={t('key.call')}>
          <span className="rail-icon">
            <Phone aria-hidden />
          </span>
          <span>{t('rail.call')}</span>
        </button>
        <RailLink view="articles" icon={BookOpenCheck} current={view === 'articles' || view === 'library' || view === 'words' || view === 'featured'} count={0} />
        <RailLink view="mail" icon={Mail} current={view === 'mail'} count={0} />
        {leads && <RailLink view="now" icon={ChartLine} current={view === 'now' || view === 'history'} count={risk} />}
        {leads && <RailLink view="replies" icon={Zap} current={view === 'replies'} count={0} />}
        {leads && <RailLink view="hours" icon={Clock} current={view === 'hours' || view === 'promises'} count={0} />}
        {leads && <RailLink view="audit" icon={ScanEye} current={view === 'audit'} count={0} />}
        {leads && <RailLink view="season" icon={CalendarRange} current={view === 'season'} count={0} />}
      </nav>
      <div className="rail-foot">
        <DutySwitch />
        <Agent onShortcuts={onShortcuts} />
      </div>
    </header>
  )
}

// The others are reached by the palette.
const withKeys = ['queue', 'mine', 'search', 'articles'] as const

const RailLink = ({ view, icon: Icon, current, count }: { view: View | Exclude<SheetName, 'library' | 'words' | 'featured'>; icon: LucideIcon; current: boolean; count: number }) => {
  const { t, number } = useWords()
  const key = withKeys.find((each) => each === view)
  return (
    <Link className="rail-link" href={pathOf(view)} aria-current={current ? 'page' : undefined} aria-keyshortcuts={key && t(`key.${key}`)}>
      <span className="rail-icon">
        <Icon aria-hidden />
        {count > 0 && (
          <span className={`rail-count ${view === 'mine' ? 'rail-count-mine' : ''}`}>
            <span aria-hidden>{count > 999 ? '999+' : number(count)}</span>
            <span className="visually-hidden">{t(view === 'now' ? 'clock.someAtRisk' : 'rail.waiting', { n: count })}</span>
          </span>
        )}
      </span>
      <span>{t(`rail.${view}`)}</span>
    </Link>
  )
}

const DutySwitch = () => {
  const { t } = useWords()
  const { onDuty } = useMe()
  const change = useChangeMe()
  const set = (next: boolean) =>
    change.mutate({ onDuty: next }, { onError: (error) => say('failed', refusalInWords(t, error)), onSuccess: () => say('done', t(next ? 'duty.nowOn' : 'duty.nowOff')) })
  return (
    <Switch className="duty" isSelected={onDuty} onChange={set}>
      <span className="duty-track" aria-hidden>
        <span className="duty-knob" />
      </span>
      <span>{t(onDuty ? 'duty.on' : 'duty.off')}</span>
    </Switch>
  )
}
