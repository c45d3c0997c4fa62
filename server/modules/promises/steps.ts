export const stepKinds = ['started', 'paused', 'resumed', 'warned', 'moved', 'recomputed', 'kept', 'missed', 'ended'] as const
export type StepKind = (typeof stepKinds)[number]

/** One thing that happened to a conversation's promise; `firstAt` and `dueAt` as they stand after it. Rows are added, never changed. */
export type Step = { kind: StepKind; at: Date; firstAt: Date; dueAt: Date; reason: string | null }

export type Clock = {
  /** `none` before the first promise; `answered` and `ended` (closed, or answered too late) until the next begins. */
  state: 'none' | 'running' | 'paused' | 'answered' | 'ended'
  startedAt: Date | null
  firstAt: Date | null
  dueAt: Date | null
  pausedSince: Date | null
  /** How long it has waited for its asker, which does not count. */
  pausedMs: number
  moves: number
  warned: boolean
  /** By the first promised time. */
  missed: boolean
  /** By which of the promised times a person answered; null: by none, or not yet. */
  keptBy: 'first' | 'last' | null
  /** Runs, and the time has passed. */
  isOverdue: boolean
}

const none: Omit<Clock, 'isOverdue'> = {
  state: 'none', startedAt: null, firstAt: null, dueAt: null, pausedSince: null, pausedMs: 0, moves: 0, warned: false, missed: false, keptBy: null,
}

/** How a promise stands after all that happened to it. Pure. */
export const clockOf = (steps: readonly Step[], now: Date): Clock => {
  const clock = steps.reduce(after, none)
  return { ...clock, isOverdue: clock.state === 'running' && clock.dueAt !== null && clock.dueAt < now }
}

type Standing = typeof none

const after = (clock: Standing, { kind, at, firstAt, dueAt, reason }: Step): Standing => {
  const times = { ...clock, firstAt, dueAt }
  switch (kind) {
    case 'started': return { ...none, state: 'running', startedAt: at, firstAt, dueAt }
    case 'paused': return { ...times, state: 'paused', pausedSince: at }
    case 'resumed': return { ...times, state: 'running', pausedSince: null, pausedMs: clock.pausedMs + (clock.pausedSince ? at.getTime() - clock.pausedSince.getTime() : 0), warned: false }
    case 'warned': return { ...times, warned: true }
    case 'moved': return { ...times, moves: clock.moves + 1, warned: false }
    case 'recomputed': return { ...times, warned: false }
    case 'missed': return { ...times, missed: true }
    case 'kept': return { ...times, state: 'answered', keptBy: reason === 'last' ? 'last' : 'first', missed: reason === 'last' }
    case 'ended': return { ...times, state: 'ended' }
  }
}

type Row = { kind: string; at: Date; first_at: Date; due_at: Date; reason: string | null }

/** Rows as steps; the table holds no other kinds. */
export const stepsIn = (rows: readonly Row[]): Step[] =>
  rows.map(({ kind, at, first_at: firstAt, due_at: dueAt, reason }) => ({ kind: kind as StepKind, at, firstAt, dueAt, reason }))
