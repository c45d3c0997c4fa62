import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#kernel'
import type { Outward } from '#platform/http'
import type { PlatformBreaker, PlatformTransport } from './deliver-notifications.ts'
import type { BookingPlatform } from './ports.ts'

/** Where the booking platform answers, and the key by which it knows us. */
export type PlatformAddress = { url: string; secret: string }

const quoteTimeoutMs = 4_000
const eventTimeoutMs = 10_000

const Answer = z.discriminatedUnion('available', [
  z.object({ available: z.literal(true), totalMinor: z.int().nonnegative(), currency: z.string().length(3) }),
  z.object({ available: z.literal(false) }),
])

/** The booking platform as another program, by the contract of docs/api/booking-platform.md. */
export const httpPlatform = (address: PlatformAddress, call: Outward): { platform: BookingPlatform; transport: PlatformTransport } => ({
  platform: {
    isElsewhere: true,
    quote: async ({ confirmationNumber }, wanted) => {
      const response = await post({ address, call }, { path: '/quotes', body: { confirmationNumber, ...wanted }, timeoutMs: quoteTimeoutMs }).catch(() => null)
      const answer = response?.ok ? Answer.safeParse(await response.json().catch(() => null)) : null
      if (!answer?.success) throw new Refusal('unavailable')
      return answer.data
    },
  },
  transport: {
    send: async ({ at, ...notification }) => {
      try {
        const response = await post({ address, call }, { path: '/events', body: { ...notification, at: at.toISOString() }, timeoutMs: eventTimeoutMs })
        return outcomeOf(response.status)
      } catch (error) {
        return { sent: false, because: 'down', detail: reasonOf(error) }
      }
    },
  },
})

// What fetch says is that it failed; why stands behind it.
const reasonOf = (error: unknown): string => (error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : 'no answer')

const refusing = new Set([409, 410, 422])
const away = new Set([502, 503, 504])

const outcomeOf = (status: number) => {
  if (status >= 200 && status < 300) return { sent: true } as const
  const because = refusing.has(status) ? 'refused' : away.has(status) ? 'down' : 'put-off'
  return { sent: false, because, detail: `answered ${status}` } as const
}

type Post = { path: string; body: unknown; timeoutMs: number }

const post = ({ address: { url, secret }, call }: { address: PlatformAddress; call: Outward }, { path, body, timeoutMs }: Post) => {
  const text = JSON.stringify(body)
  const seconds = Math.floor(Date.now() / 1_000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')
  return call(`${url.replace(/\/$/, '')}${path}`, {
    method: 'POST', body: text, signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/json', 'hospes-signature': `t=${seconds},v1=${signature}` },
  })
}

const probeEveryMs = 15_000

/** After a failure nothing is tried for a quarter of a minute; then the next notification is the probe. */
export const createPlatformBreaker = (): PlatformBreaker => {
  let trippedAt: number | null = null
  return {
    letsThrough: async (now) => {
      if (trippedAt !== null && now.getTime() - trippedAt < probeEveryMs) return false
      trippedAt = null
      return true
    },
    trip: (now) => void (trippedAt = now.getTime()),
  }
}
