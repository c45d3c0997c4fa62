import { SoftphoneLine } from '#contract/phone'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { request } from '../../api/request.ts'
import { setLine, setTurn, type LineState } from '../line.ts'
import { keepDevices, microphoneState, readDevices, whenMicrophoneChanges } from './devices.ts'
import { startEngine, type Engine } from './engine.ts'

const lockName = 'hospes-telephone'
const credentials = async () => (await request(SoftphoneLine, '/desk/phone/line')).line

/** Starts the telephone where it may be heard, in one tab of the browser; when that one goes, the next has it. */
export const useEngine = (): RefObject<Engine | null> => {
  const engine = useRef<Engine | null>(null)
  const [presses, setPresses] = useState(0)
  const [isOn, setOn] = useState(() => readDevices().isOn)
  useEffect(() => {
    setTurn((wanted) => {
      setOn(keepDevices({ isOn: wanted }).isOn)
      if (wanted) setPresses((count) => count + 1)
    })
    return () => setTurn(null)
  }, [])
  useEffect(() => {
    if (!isOn) return setLine({ state: 'off', call: null })
    const over = new AbortController()
    setLine({ state: 'elsewhere', call: null })
    void navigator.locks.request(lockName, { signal: over.signal }, () => run({ engine, isPressed: presses > 0, over: over.signal, again: () => setPresses((count) => count + 1) })).catch(() => undefined)
    return () => over.abort()
  }, [presses, isOn])
  return engine
}

type Run = { engine: RefObject<Engine | null>; isPressed: boolean; over: AbortSignal; again: () => void }

const run = async ({ engine, isPressed, over, again }: Run) => {
  const stay = (state: LineState) => {
    setLine({ state, call: null })
    whenMicrophoneChanges(over, again)
    return ended(over)
  }
  const microphone = await microphoneState(isPressed)
  if (over.aborted) return
  if (microphone !== 'granted') return stay(microphone)
  setLine({ state: 'connecting', call: null })
  const started = await startEngine({
    credentials,
    onChange: (line, verbs) => over.aborted || setLine(line, verbs),
    onRefused: () => over.aborted || setLine({ state: 'refused', call: null }),
  }).catch(() => null)
  if (over.aborted) return started?.stop()
  if (!started) return stay('lost')
  engine.current = started
  await ended(over)
  engine.current = null
  started.stop()
}

const ended = (over: AbortSignal) => new Promise<void>((end) => (over.aborted ? end() : over.addEventListener('abort', () => end(), { once: true })))
