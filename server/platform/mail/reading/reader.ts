import type { Trust } from './authenticate.ts'
import type { Origin, ReadMail, Verdict } from './message.ts'
import type { Redrawn } from './redraw.ts'
import type { Showing, Shown } from './sanitise.ts'
import { createThreads } from './threads.ts'

/** Reads what others have sent, in threads of its own: it may take long, or all memory, and harms nobody. */
export type MailReader = {
  /** Rejects when it cannot be read, in time or at all. */
  parse(raw: Uint8Array): Promise<ReadMail>
  authenticate(raw: Uint8Array, origin: Origin): Promise<Verdict>
  show(raw: Uint8Array, showing: Showing): Promise<Shown>
  redraw(bytes: Uint8Array): Promise<Redrawn>
  close(): Promise<void>
}

const deadlineMs = { parse: 5_000, authenticate: 10_000, show: 2_000, picture: 5_000 } as const

/**
 * Reading, proving and showing keep out of each other's way: a mail that takes all its time is waited for by no page and, where
 * another reader can be started, by no other mail; and names that are slow to look up are waited for by many at once.
 */
export const createReader = (trust: Trust): MailReader => {
  const reading = createThreads(trust, { most: 2, tasksOfOne: 1 })
  const proving = createThreads(trust, { most: 1, tasksOfOne: 8 })
  const showing = createThreads(trust, { most: 1, tasksOfOne: 1 })
  return {
    parse: (raw) => reading.run({ kind: 'parse', raw }, deadlineMs.parse),
    authenticate: (raw, origin) => proving.run({ kind: 'authenticate', raw, origin }, deadlineMs.authenticate),
    show: (raw, how) => showing.run({ kind: 'show', raw, showing: how }, deadlineMs.show),
    redraw: (bytes) => showing.run({ kind: 'picture', bytes }, deadlineMs.picture),
    close: async () => void (await Promise.all([reading, proving, showing].map((each) => each.close()))),
  }
}
