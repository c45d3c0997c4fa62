import type { DeskConversation } from '#contract/desk'
import CircleCheck from 'lucide-react/icons/circle-check'
import Hand from 'lucide-react/icons/hand'
import Hourglass from 'lucide-react/icons/hourglass'
import Languages from 'lucide-react/icons/languages'
import PanelRight from 'lucide-react/icons/panel-right'
import Undo from 'lucide-react/icons/undo-2'
import UserCheck from 'lucide-react/icons/user-round-check'
import type { Act } from '../casework/acts.ts'
import { MoreMenu } from '../casework/more-menu.tsx'
import type { View } from '../address.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Chip, type Tone } from '../parts/chip.tsx'
import { useNow } from '../words/now.ts'
import { reasonInWords } from '../words/reasons.ts'
import { useWords } from '../words/words.tsx'
import { BackLink } from './back-link.tsx'
import { channelIcons } from './channel-icons.ts'
import { PromiseLine } from './promise-line.tsx'
import type { Handling } from './use-handling.ts'

export const headingId = 'conversation-heading'

type HeadProps = { conversation: DeskConversation; handling: Handling; view: View; onClose?: () => void; onAct: (act: Act) => void; onBeside?: () => void }

export const ConversationHead = ({ conversation, handling, view, onClose, onAct, onBeside }: HeadProps) => {
  const { language } = useWords()
  const { asker, locale } = conversation
  return (
    <header className="head">
      <div className="head-top">
        <BackLink view={view} />
        <h2 id={headingId} tabIndex={-1}>
          <bdi>{asker.name}</bdi>
        </h2>
        <div className="head-chips">
          <Chip icon={Languages}>{language(locale)}</Chip>
          <StateChip conversation={conversation} />
          <HolderChip handling={handling} />
        </div>
        <Actions conversation={conversation} handling={handling} onClose={onClose} onAct={onAct} onBeside={onBeside} />
      </div>
      <Matter conversation={conversation} />
      <div className="head-line">
        {conversation.promise && <PromiseLine promise={conversation.promise} />}
        {conversation.closing && <ClosingLine closesAt={conversation.closing.at} />}
        <Reasons conversation={conversation} />
      </div>
    </header>
  )
}

const stateTones: Record<DeskConversation['state'], Tone> = { sent: 'accent', received: 'accent', read: 'accent', answered: 'ok', closed: 'plain' }

const StateChip = ({ conversation: { state } }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  return <Chip tone={stateTones[state]}>{t(`state.${state}`)}</Chip>
}

const HolderChip = ({ handling: { holder, holderName } }: { handling: Handling }) => {
  const { t } = useWords()
  if (holder === 'nobody') return null
  return (
    <Chip icon={UserCheck} tone={holder === 'another' ? 'warn' : 'plain'}>
      {holder === 'me' ? t('handling.mine') : t('handling.another', { name: holderName ?? '' })}
    </Chip>
  )
}

type ActionsProps = Pick<HeadProps, 'conversation' | 'handling' | 'onClose' | 'onAct' | 'onBeside'>

const Actions = ({ conversation, handling, onClose, onAct, onBeside }: ActionsProps) => {
  const { t } = useWords()
  return (
    <div className="head-actions">
      {handling.holder === 'nobody' && conversation.closure === null && (
        <Button look="primary" icon={Hand} onPress={handling.take} busy={handling.busy} shortcut="t">
          {t('handling.take')}
        </Button>
      )}
      {handling.holder === 'me' && (
        <Button icon={Undo} onPress={handling.release} busy={handling.busy}>
          {t('handling.release')}
        </Button>
      )}
      {onClose && (
        <Button icon={CircleCheck} onPress={onClose} shortcut="c">
          {t('handling.close')}
        </Button>
      )}
      <MoreMenu onAct={onAct} />
      {onBeside && <IconButton label={t('beside.label')} icon={PanelRight} onPress={onBeside} />}
    </div>
  )
}

/** What it is about: the door, the case number, the topic and how it came. */
const Matter = ({ conversation }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const Channel = channelIcons[conversation.channel]
  return (
    <p className="head-matter">
      <span className="head-door">
        <span className={`door door-${conversation.door}`} />
        {t(`door.${conversation.door}`)}
      </span>
      <span className="head-channel">
        <Channel aria-hidden />
        {t(`channel.${conversation.channel}`)}
      </span>
      <span className="case-number">{conversation.caseNumber}</span>
      <span>
        {conversation.topic.name} › {conversation.subtopic.name}
      </span>
    </p>
  )
}

/** It was announced that silence closes it. */
const ClosingLine = ({ closesAt }: { closesAt: string }) => {
  const { t, times } = useWords()
  return (
    <p className="head-closing">
      <Hourglass aria-hidden />
      {t('closing.line', { at: times.moment(closesAt, useNow()) })}
    </p>
  )
}

const Reasons = ({ conversation: { place } }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const now = useNow()
  // The promise has its own line above.
  const reasons = (place?.reasons ?? []).filter((reason) => reason.kind !== 'promise').map((reason) => reasonInWords(t, reason, now))
  if (reasons.length === 0) return null
  return (
    <p className="head-reasons">
      {reasons.map(({ words, urgency }) => (
        <Chip key={words} tone={urgency === 'late' ? 'danger' : urgency === 'soon' ? 'warn' : 'plain'}>
          {words}
        </Chip>
      ))}
    </p>
  )
}
