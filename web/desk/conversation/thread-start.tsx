import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import type { Older } from './use-whole-thread.ts'

type ThreadStartProps = { older: Older; scroller: RefObject<HTMLElement | null> }

// Fetched before one gets there.
const ahead = '1200px 0px 0px'

/** Above the oldest entry that is here: what is older comes as one scrolls up to it, or by pressing it. */
export const ThreadStart = ({ older, scroller }: ThreadStartProps) => {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const load = useEffectEvent(() => older.load())
  useEffect(() => {
    if (older.state !== 'idle' || !place.current) return
    const watching = new IntersectionObserver(([seen]) => seen?.isIntersecting && load(), { root: scroller.current, rootMargin: ahead })
    watching.observe(place.current)
    return () => watching.disconnect()
  }, [older, scroller])
  return (
    <div className="thread-start" ref={place}>
      {older.state === 'failed' && <span className="failure" role="alert">{t('thread.olderFailed')}</span>}
      <Button onPress={() => older.load()} busy={older.state === 'busy'}>
        {t('thread.older')}
      </Button>
    </div>
  )
}
