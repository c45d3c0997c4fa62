import type { MailTransport } from '#platform/mail'

/** Keeps a transport that is down from being tried for every mail. One per transport and node. */
export type Breaker = {
  /** Whether mail may be tried now; while the transport is down it is probed, at most once in `probeEveryMs`. */
  letsThrough(now: Date): Promise<boolean>
  trip(now: Date): void
}

const defaultProbeEveryMs = 15_000

export const createBreaker = (transport: Pick<MailTransport, 'probe'>, { probeEveryMs = defaultProbeEveryMs } = {}): Breaker => {
  let lookedAt: number | null = null
  return {
    letsThrough: async (now) => {
      if (lookedAt === null) return true
      if (now.getTime() - lookedAt < probeEveryMs) return false
      lookedAt = now.getTime()
      if (!(await transport.probe())) return false
      lookedAt = null
      return true
    },
    trip: (now) => void (lookedAt = now.getTime()),
  }
}
