import type { DeskConversation } from '#contract/desk'
import ArrowDown from 'lucide-react/icons/arrow-down'
import { createContext, startTransition, use, useEffect, useEffectEvent, useMemo, useRef, useState, type CSSProperties, type ReactNode, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { Virtualizer } from 'virtua'
import { useCommand } from '../frame/commands.ts'
import { focusSoon } from '../frame/focus.ts'
import { whenIdle } from '../frame/idle.ts'
import { Button } from '../parts/button.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { HeldMacro } from '../macros/held-macro.tsx'
import { FindBar } from './find-bar.tsx'
import { partAt, partsThatSay, soughtHere } from './find-in-parts.ts'
import { HeldReply } from './held-reply.tsx'
import { Happened } from './happened.tsx'
import { Said } from './said.tsx'
import { interleaved, threadParts, type Part } from './thread-parts.ts'
import { useFind, useMarkedWords, type Hit } from './use-find.ts'
import { ThreadStart } from './thread-start.tsx'
import { useThreadScroll } from './use-thread-scroll.ts'
import type { Older } from './use-whole-thread.ts'

type ThreadProps = { conversation: DeskConversation; older: Older; newFrom: number | null; /** What a search over all conversations looked for. */ sought: string }

// So many parts stay in the page, where the browser finds, prints and reads them; of more, those near the window.
const mostInPage = 150

const SizeContext = createContext<number | undefined>(undefined)

/** Everything said and done, oldest first; opens at what was looked for or linked to, at what is new, else at the end. */
export const Thread = ({ conversation, older, newFrom, sought }: ThreadProps) => {
  const { t, times } = useWords()
  const { entries, casework: { merged } } = conversation
  const parts = useMemo(() => threadParts(interleaved(entries, merged), { newFrom, dayOf: times.dayKey }), [entries, merged, newFrom, times])
  const [first] = useState(() => firstShown(parts, sought))
  const scroll = useThreadScroll({ lastSeq: conversation.lastSeq, startAt: first.index })
  const reveal = useRevealed(parts, { older, wanted: first.wanted, reveal: scroll.reveal })
  const find = useFind({ conversationId: conversation.id, parts, isWhole: !older.has, first: first.words, sought, reveal })
  const [focused, setFocused] = useState<number | null>(null)
  const prepended = usePrepended(parts)
  const isWhole = !older.has && parts.length <= mostInPage
  const [isPrinting, isSettled] = [usePrinting(), useSettled()]
  const keepMounted = isPrinting || (isWhole && isSettled) ? parts.map((_, index) => index) : [focused, find.current].filter((index): index is number => index !== null && index >= 0)
  useCommand({ title: 'find.title', group: 'conversation', shortcut: 'F', run: find.open })
  useBrowsersFind(find.open, isWhole)
  useLinks(reveal)
  useMarkedWords(scroll.thread, find.words ?? '')
  const closeFind = () => {
    find.close()
    focusSoon(threadId)
  }
  return (
    <>
      {find.words !== null && <FindBar find={find} onClose={closeFind} />}
      <div className="thread" id={threadId} ref={scroll.thread} role="region" tabIndex={0} aria-label={t('thread.label')}>
        <div className="thread-inner">
          {older.has && <ThreadStart key={scroll.isNarrow ? 'page' : 'column'} older={older} scroller={scroll.scroller} />}
          <SizeContext value={older.has ? undefined : parts.length}>
            <Virtualizer
              key={scroll.isNarrow ? 'page' : 'column'} ref={scroll.list} scrollRef={scroll.scroller} startMargin={scroll.startMargin}
              as="ol" item={ThreadItem} data={parts} shift={prepended} keepMounted={keepMounted} bufferSize={600}
            >
              {(part, index) => (
                <div key={part.id} className="thread-part" data-found={index === find.current || undefined} onFocus={() => setFocused(index)} onBlur={() => setFocused(null)}>
                  <PartShown part={part} conversation={conversation} />
                </div>
              )}
            </Virtualizer>
          </SizeContext>
          <HeldReply conversation={conversation} />
          <HeldMacro conversation={conversation} />
        </div>
        {scroll.below && (
          <div className="thread-below">
            <Button icon={ArrowDown} onPress={scroll.toEnd}>
              {t('thread.below')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

const threadId = 'thread'

const PartShown = ({ part, conversation }: { part: Part; conversation: DeskConversation }) => {
  const { t, times } = useWords()
  const now = useNow()
  if (part.kind === 'said') return <Said entry={part.entry} conversation={conversation} from={part.entry.from} />
  if (part.kind === 'happened') return <Happened entries={part.entries} />
  const isNew = part.kind === 'new'
  return (
    <p className={isNew ? 'thread-line thread-new' : 'thread-line'}>
      <span>{isNew ? t('thread.new') : times.dayLine(part.at, now)}</span>
    </p>
  )
}

type ThreadItemProps = { style: CSSProperties; index: number; children: ReactNode; ref?: Ref<HTMLLIElement> }

// Of a long thread most is not in the page: each part says which of how many it is, once all of them are known.
const ThreadItem = ({ style, index, children, ref }: ThreadItemProps) => {
  const size = use(SizeContext)
  return (
    <li style={style} ref={ref} aria-posinset={size && index + 1} aria-setsize={size}>
      {children}
    </li>
  )
}

/** Where it opens, and which words of a search stand there. */
const firstShown = (parts: readonly Part[], sought: string): { index: number | null; words: string; wanted: Hit | null } => {
  const linked = partAt(parts, location.hash)
  if (linked >= 0) return { index: linked, words: '', wanted: null }
  const words = soughtHere(parts, sought)
  if (words !== '') return { index: partsThatSay(parts, words).at(-1) ?? null, words, wanted: null }
  const newAt = parts.findIndex(({ kind }) => kind === 'new')
  return { index: newAt < 0 ? null : newAt, words: '', wanted: hitOf(location.hash) }
}

const hitOf = (hash: string): Hit | null => {
  const seq = /^#entry-(\d{1,9})$/.exec(hash)?.[1]
  return seq === undefined ? null : { part: `entry-${seq}`, reach: Number(seq) }
}

type Revealing = { older: Older; wanted: Hit | null; reveal: (index: number) => void }

/** Shows a part, after what lies between here and there has been fetched. */
const useRevealed = (parts: readonly Part[], { older, wanted: first, reveal }: Revealing): ((hit: Hit) => void) => {
  const [wanted, setWanted] = useState(first)
  const done = useRef<Hit | null>(null)
  const look = useEffectEvent(() => {
    if (wanted === null || wanted === done.current) return
    const index = partAt(parts, wanted.part)
    if (index >= 0) reveal(index)
    if (index >= 0 || !older.has) done.current = wanted
    else if (older.state === 'idle') older.load(wanted.reach)
  })
  useEffect(() => look(), [wanted, parts, older.state])
  // The same again is wanted again.
  return (hit) => setWanted({ ...hit })
}

/** Whether what came last came before the rest: then what is on the screen stays where it is. */
const usePrepended = (parts: readonly Part[]): boolean => {
  const [first, last] = [parts.find(({ kind }) => kind !== 'day')?.id, parts.at(-1)?.id]
  const [known, setKnown] = useState({ first, last, prepended: false })
  if (first === known.first && last === known.last) return known.prepended
  const next = { first, last, prepended: first !== known.first && last === known.last }
  setKnown(next)
  return next.prepended
}

/** Once it stands and the browser rests, the rest of a short thread comes into the page. */
const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => whenIdle(() => startTransition(() => setSettled(true))), [])
  return isSettled
}

/** An address within the conversation leads to its part. */
const useLinks = (reveal: (hit: Hit) => void) => {
  const follow = useEffectEvent(() => {
    const hit = hitOf(location.hash)
    if (hit) reveal(hit)
  })
  useEffect(() => {
    const onHash = () => follow()
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
}

/** The browser's own search sees only what is in the page: of a long conversation ours takes its key, and a second press is the browser's again. */
const useBrowsersFind = (open: () => void, isWhole: boolean) => {
  const take = useEffectEvent((event: KeyboardEvent) => {
    const isOpen = event.target instanceof Element && event.target.closest('.find-bar')
    if (isWhole || isOpen || event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    open()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => take(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** On paper everything stands. */
const usePrinting = (): boolean => {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return isPrinting
}
