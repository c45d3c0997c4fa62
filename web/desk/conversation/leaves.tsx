import { useEffect, useState } from 'react'
import { serverNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'

type LeavesProps = { at: string; words: { soon: 'held.leaves'; now: 'held.leaving' } | { soon: 'macro.actsIn'; now: 'macro.acting' } }

/** How many seconds are left in which it can be taken back. */
export const Leaves = ({ at, words }: LeavesProps) => {
  const { t } = useWords()
  const left = () => Math.max(0, Math.ceil((Date.parse(at) - serverNow()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250)
    return () => clearInterval(timer)
  })
  return seconds > 0 ? t(words.soon, { n: seconds }) : t(words.now)
}
