import type { DeskPhone } from '#contract/phone'
import Headset from 'lucide-react/icons/headset'
import { useEffect, useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { useWords } from '../../words/words.tsx'
import { turnLine, useLine, type LineState } from '../line.ts'
import { useEngine } from './use-engine.ts'

/** The telephone in the browser; it speaks up only when something keeps it from ringing. */
export const Softphone = ({ phone }: { phone: DeskPhone }) => {
  const { state } = useLine()
  const engine = useEngine()
  const isExpected = phone.seat?.state === 'talking'
  useEffect(() => engine.current?.expect(isExpected), [engine, isExpected, state])
  return (
    <div data-line={state}>
      <Trouble key={state} state={state} isNeeded={phone.ringing !== null} />
    </div>
  )
}

const patienceMs = 4_000
const told: Partial<Record<LineState, 'softphone.asks' | 'softphone.refused' | 'softphone.noMicrophone' | 'softphone.lost'>> = { asks: 'softphone.asks', refused: 'softphone.refused', 'no-microphone': 'softphone.noMicrophone', lost: 'softphone.lost' }

const Trouble = ({ state, isNeeded }: { state: LineState; isNeeded: boolean }) => {
  const { t } = useWords()
  // A line that is back at once was never missed.
  const [isLasting, setLasting] = useState(state !== 'lost')
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  const key = told[state]
  if (!key || !(isLasting || isNeeded)) return null
  return (
    <div className={`strip ${state === 'asks' ? '' : 'strip-warn'}`} role={state === 'asks' ? 'status' : 'alert'}>
      <Headset aria-hidden />
      <span>{t(key)}</span>
      {state !== 'lost' && <Button onPress={() => turnLine(true)}>{t(state === 'asks' ? 'softphone.turnOn' : 'softphone.tryAgain')}</Button>}
    </div>
  )
}
