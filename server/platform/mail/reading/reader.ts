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
 * Taking in and showing keep out of each other's way: no page waits for a mail that takes all its time, and no other mail for
 * longer than it takes to start a second reader.
 */
export const createReader = (trust: Trust): MailReader => {
  const takingIn = createThreads(trust, 2)
  const showing = createThreads(trust, 1)
  return {
    parse: (raw) => takingIn.run({ kind: 'parse', raw }, deadlineMs.parse),
    authenticate: (raw, origin) => takingIn.run({ kind: 'authenticate', raw, origin }, deadlineMs.authenticate),
    show: (raw, how) => showing.run({ kind: 'show', raw, showing: how }, deadlineMs.show),
    redraw: (bytes) => showing.run({ kind: 'picture', bytes }, deadlineMs.picture),
    close: async () => void (await Promise.all([takingIn.close(), showing.close()])),
  }
}
