import { useSyncExternalStore } from 'react'

/** How the telephone of this browser stands with its server. */
export type LineState = 'off' | 'asks' | 'refused' | 'no-microphone' | 'elsewhere' | 'connecting' | 'ready' | 'lost'
/** A call on it: an agent's end of a call of the desk, or one that somebody has dialled to them directly. */
export type LineCall = { state: 'ringing' | 'talking'; from: string; muted: boolean; held: boolean; asking: 'ringing' | 'talking' | null }
export type Line = { state: LineState; call: LineCall | null }
export type LineVerbs = {
  answer(): void
  hangUp(): void
  mute(muted: boolean): void
  hold(held: boolean): void
  press(digits: string): void
  /** A word with somebody else first, the caller on hold; then the caller is theirs, or is taken back. */
  ask(address: string): void
  handOver(): void
  takeBack(): void
}

const shared = { line: { state: 'off', call: null } as Line, verbs: null as LineVerbs | null, turn: null as ((isOn: boolean) => void) | null }
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The telephone in this browser as the desk sees it; what it is made of comes later, and only to those who have one. */
export const useLine = (): Line => useSyncExternalStore(subscribe, () => shared.line)
export const lineVerbs = (): LineVerbs | null => shared.verbs
export const turnLine = (isOn: boolean): void => shared.turn?.(isOn)

export const setLine = (line: Line, verbs: LineVerbs | null = null): void => {
  Object.assign(shared, { line, verbs })
  listeners.forEach((listener) => listener())
}
export const setTurn = (turn: ((isOn: boolean) => void) | null): void => void (shared.turn = turn)
