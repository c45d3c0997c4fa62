import type { DeskConversation } from '#contract/desk'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import { useMemo, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { HeldMacro } from '../macros/held-macro.tsx'
import { HeldReply } from './held-reply.tsx'
import { Happened } from './happened.tsx'
import { Said } from './said.tsx'
import { interleaved, threadParts, type Part } from './thread-parts.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

type ThreadProps = { conversation: DeskConversation; newFrom: number | null }

// A thread of many hundred lines opens as fast as a short one; what is older comes at a press.
const mostAtFirst = 200

/** Everything said and done, oldest first; opens at what is new, else at the end. */
export const Thread = ({ conversation, newFrom }: ThreadProps) => {
  const { t, times } = useWords()
  const now = useNow()
  const { entries, casework: { merged } } = conversation
  const parts = useMemo(() => threadParts(interleaved(entries, merged), { newFrom, dayOf: times.dayKey }), [entries, merged, newFrom, times])
  const [shown, setShown] = useState(mostAtFirst)
  const newAt = parts.findIndex(({ kind }) => kind === 'new')
  const hidden = Math.min(Math.max(0, parts.length - shown), newAt < 0 ? parts.length : newAt)
  const { thread, below, toEnd } = useThreadScroll(conversation.lastSeq)
  const show = (part: Part) => {
    if (part.kind === 'said') return <Said key={part.id} entry={part.entry} conversation={conversation} from={part.entry.from} />
    if (part.kind === 'happened') return <Happened key={part.id} entries={part.entries} />
    const isNew = part.kind === 'new'
    return (
      <p key={part.id} className={isNew ? 'thread-line thread-new' : 'thread-line'}>
        <span>{isNew ? t('thread.new') : times.dayLine(part.at, now)}</span>
      </p>
    )
  }
  return (
    <div className="thread" ref={thread} role="region" tabIndex={0} aria-label={t('thread.label')}>
      <div className="thread-inner">
        {hidden > 0 && (
          <Button icon={ArrowUp} onPress={() => setShown(parts.length)}>
            {t('thread.earlier', { n: hidden })}
          </Button>
        )}
        {parts.slice(hidden).map(show)}
        <HeldReply conversation={conversation} />
        <HeldMacro conversation={conversation} />
      </div>
      {below && (
        <div className="thread-below">
          <Button icon={ArrowDown} onPress={toEnd}>
            {t('thread.below')}
          </Button>
        </div>
      )}
    </div>
  )
}
