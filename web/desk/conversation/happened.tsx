import { ChatEvent } from '#contract/chat'
import { CallEvent, Outcome } from '#contract/conversations'
import { CallOutcome } from '#contract/phone'
import type { LucideIcon } from 'lucide-react'
import AlarmClock from 'lucide-react/icons/alarm-clock'
import ArrowRightLeft from 'lucide-react/icons/arrow-right-left'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import CircleCheck from 'lucide-react/icons/circle-check'
import FolderInput from 'lucide-react/icons/folder-input'
import Eye from 'lucide-react/icons/eye'
import Hand from 'lucide-react/icons/hand'
import Inbox from 'lucide-react/icons/inbox'
import Megaphone from 'lucide-react/icons/megaphone'
import Merge from 'lucide-react/icons/merge'
import MessagesSquare from 'lucide-react/icons/messages-square'
import Moon from 'lucide-react/icons/moon'
import Phone from 'lucide-react/icons/phone'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Split from 'lucide-react/icons/split'
import Undo from 'lucide-react/icons/undo-2'
import { z } from 'zod'
import { useWords, type Words } from '../words/words.tsx'
import { whyMoved } from './promise-line.tsx'
import type { Happening } from './thread-parts.ts'

const icons: Record<Happening['kind'], LucideIcon> = {
  received: Inbox,
  read: Eye,
  taken: Hand,
  released: Undo,
  'handed-over': ArrowRightLeft,
  closed: CircleCheck,
  reopened: RotateCcw,
  'promise-moved': CalendarClock,
  announced: Megaphone,
  snoozed: Moon,
  woken: AlarmClock,
  merged: Merge,
  unmerged: Split,
  split: Split,
  call: Phone,
  reclassified: FolderInput,
  chat: MessagesSquare,
}

// What some of these entries carry beside their kind; one that carries less loses words, not its line.
const Data = z.object({
  outcome: Outcome.optional().catch(undefined),
  reason: z.string().nullish().catch(null),
  to: z.iso.datetime().optional().catch(undefined),
  closesAt: z.iso.datetime().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  until: z.iso.datetime().nullish().catch(null),
  locale: z.string().optional().catch(undefined),
  caseNumber: z.string().nullish().catch(null),
})

/** Quiet lines between what was said. */
export const Happened = ({ entries }: { entries: Happening[] }) => {
  const words = useWords()
  return (
    <ul className="happened">
      {entries.map((entry) => {
        const Icon = icons[entry.kind]
        return (
          <li key={entry.seq}>
            <Icon aria-hidden />
            <span dir="auto">{lineOf(words, entry)}</span>
            <time dateTime={entry.at} title={words.times.full(entry.at)}>
              {words.times.clock(entry.at)}
            </time>
          </li>
        )
      })}
    </ul>
  )
}

// How a call went is said in words of its own.
const CallData = z.object({ event: CallEvent, outcome: CallOutcome.optional().catch(undefined), at: z.iso.datetime().optional().catch(undefined) })

const callLine = ({ t, times }: Words, { author, at, data }: Happening): string => {
  const { event, outcome, at: promised } = CallData.catch({ event: 'waiting' }).parse(data)
  return t(`line.call.${event}`, { name: author.name, outcome: outcome ? t(`callOutcome.${outcome}`) : 'none', to: promised ? times.moment(promised, Date.parse(at)) : '' })
}

// Who came and went in a chat.
const ChatData = z.object({ event: ChatEvent, name: z.string().catch(''), before: z.string().catch('') })

const chatLine = ({ t }: Words, { data }: Happening): string => {
  const { event, name, before } = ChatData.catch({ event: 'joined', name: '', before: '' }).parse(data)
  return t(`line.chat.${event}`, { name, before })
}

const lineOf = (words: Words, entry: Happening): string => {
  const { t, times } = words
  const { kind, author, at, body, data } = entry
  if (kind === 'call') return callLine(words, entry)
  if (kind === 'chat') return chatLine(words, entry)
  const { outcome, reason, to, closesAt, until, caseNumber, name, locale } = Data.parse(data)
  const moment = to ?? closesAt ?? until
  const line = t(`line.${kind}`, {
    side: author.side,
    name: author.name,
    outcome: outcome && kind === 'closed' ? t(`outcome.${outcome}`) : 'none',
    number: caseNumber ?? '',
    language: locale ? words.language(locale) : '',
    to: moment ? times.moment(moment, Date.parse(at)) : (name ?? 'none'),
  })
  const why = body ?? (reason && kind === 'promise-moved' ? whyMoved(t, reason) : reason)
  return why ? t('line.reason', { line, reason: why }) : line
}
