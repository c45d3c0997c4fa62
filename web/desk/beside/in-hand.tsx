import type { DeskConversation } from '#contract/desk'
import AlarmClock from 'lucide-react/icons/alarm-clock'
import Moon from 'lucide-react/icons/moon'
import X from 'lucide-react/icons/x'
import { pathOf, type View } from '../address.ts'
import { useFinishReminder, useUnlink, useWake } from '../api/casework.ts'
import { say } from '../frame/notices.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Link } from '../parts/link.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection } from './facts.tsx'

/** What staff have in hand about it: put aside, reminders, tags, what belongs to it. Nothing when there is nothing. */
export const InHand = ({ conversation, view }: { conversation: DeskConversation; view: View }) => {
  const { t } = useWords()
  const { casework } = conversation
  const isEmpty = !casework.snoozed && casework.reminders.length + casework.tags.length + casework.linked.length === 0
  if (isEmpty) return null
  return (
    <BesideSection title={t('inHand.title')}>
      {casework.snoozed && <Snoozed conversation={conversation} until={casework.snoozed.until} />}
      <Reminders conversation={conversation} />
      {casework.tags.length > 0 && (
        <p className="tags" aria-label={t('act.tags')}>
          {casework.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)}
        </p>
      )}
      <Linked conversation={conversation} view={view} />
    </BesideSection>
  )
}

const Snoozed = ({ conversation: { id, asker }, until }: { conversation: DeskConversation; until: string | null }) => {
  const { t, times } = useWords()
  const now = useNow()
  const waking = useWake(id)
  return (
    <p className="in-hand">
      <Moon aria-hidden />
      <span>{until === null ? t('snooze.untilReply', { name: asker.name }) : t('snooze.until', { at: times.moment(until, now) })}</span>
      <Button onPress={() => waking.mutate(undefined, { onError: (error) => say('failed', refusalInWords(t, error)) })} busy={waking.isPending}>
        {t('snooze.wake')}
      </Button>
    </p>
  )
}

const Reminders = ({ conversation: { id, casework } }: { conversation: DeskConversation }) => {
  const { t, times } = useWords()
  const now = useNow()
  const finishing = useFinishReminder(id)
  return casework.reminders.map((reminder) => (
    <p className="in-hand" key={reminder.id}>
      <AlarmClock aria-hidden />
      <span>
        {reminder.what || t(`remind.kind.${reminder.kind}`)} <time dateTime={reminder.dueAt} className={Date.parse(reminder.dueAt) <= now ? 'is-due' : ''}>{times.moment(reminder.dueAt, now)}</time>
      </span>
      <Button onPress={() => finishing.mutate(reminder.id, { onError: (error) => say('failed', refusalInWords(t, error)) })} busy={finishing.isPending}>
        {t('remind.finish')}
      </Button>
    </p>
  ))
}

const Linked = ({ conversation: { id, casework }, view }: { conversation: DeskConversation; view: View }) => {
  const { t } = useWords()
  const unlinking = useUnlink(id)
  return casework.linked.map((other) => (
    <p className="in-hand" key={other.id}>
      <Link href={pathOf(view, other.id)}>
        <span className="case-number">{other.caseNumber}</span> · <bdi>{other.askerName}</bdi> · {t(`state.${other.state}`)}
      </Link>
      <IconButton label={t('link.remove', { number: other.caseNumber })} icon={X} onPress={() => unlinking.mutate(other.id)} />
    </p>
  ))
}
