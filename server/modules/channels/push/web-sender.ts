import { InsideAddress, type Outward } from '#platform/http'
import type webPush from 'web-push'
import type { KeyPair } from './keys.ts'
import type { Outcome, Sender } from './sender.ts'

/** `hosts`: who may be connected to, as `push.example.com` or `*.push.example.com`; `privateHosts`: those that may be inside our own network. */
export type PushServices = { hosts: readonly string[]; privateHosts: readonly string[] }
export type WebPushing = PushServices & { call: Outward; /** Who we are, as `https:` or `mailto:`. */ subject: () => string; keyPair: (publicKey: string) => Promise<KeyPair | null> }

const patienceMs = 10_000

/** Web push by RFC 8030, 8291 and 8292: encrypted for the device, signed with our own key, straight to the browser's push service. */
export const webSender = ({ call, subject, keyPair, ...services }: WebPushing): Sender => ({
  mayWithdraw: ({ endpoint }) => !/(^|\.)push\.apple\.com$/.test(new URL(endpoint).hostname),
  send: async ({ endpoint, p256dh, auth, publicKey }, note, { seconds, urgency, topic }) => {
    if (!isAllowedEndpoint(endpoint, services)) return { is: 'gone' }
    const pair = await keyPair(publicKey)
    if (!pair) return { is: 'gone' }
    const details = await detailsOf({ endpoint, keys: { p256dh, auth } }, JSON.stringify(note), { vapidDetails: { subject: subject(), ...pair }, TTL: seconds, urgency, topic })
    if (!details) return { is: 'gone' }
    const { headers, body } = details
    const named = Object.entries(headers as Record<string, string | number>).filter(([name]) => name !== 'Content-Length').map(([name, value]): [string, string] => [name, String(value)])
    try {
      const answer = await call(endpoint, { method: 'POST', headers: named, body, signal: AbortSignal.timeout(patienceMs) })
      await answer.body?.cancel()
      return outcomeOf(answer.status, answer.headers.get('retry-after'))
    } catch (error) {
      return isInside(error) ? { is: 'gone' } : { is: 'later', seconds: null, because: 'no answer' }
    }
  },
})

// What a browser gave as its key may be no point of the curve: nobody can be reached by it.
const detailsOf = async (...asked: Parameters<typeof webPush.generateRequestDetails>) => {
  const { default: encrypting } = await import('web-push')
  try {
    return encrypting.generateRequestDetails(...asked)
  } catch {
    return null
  }
}

/** The endpoint is whatever somebody's browser says: only a push service we know may be connected to, by https. */
export const isAllowedEndpoint = (endpoint: string, { hosts, privateHosts }: PushServices): boolean => {
  const url = URL.parse(endpoint)
  if (!url || url.username !== '' || url.password !== '') return false
  const isPrivate = privateHosts.some((host) => host.toLowerCase() === url.hostname)
  if (!isPrivate && (url.protocol !== 'https:' || url.port !== '')) return false
  return hosts.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1).toLowerCase()) : url.hostname === host.toLowerCase()))
}

const outcomeOf = (status: number, retryAfter: string | null): Outcome => {
  if (status >= 200 && status < 300) return { is: 'sent' }
  if (status === 404 || status === 410) return { is: 'gone' }
  if (status === 408 || status === 429 || status >= 500) return { is: 'later', seconds: secondsIn(retryAfter), because: String(status) }
  return { is: 'refused', because: String(status) }
}

// In seconds, or as a date.
const secondsIn = (text: string | null): number | null => {
  if (text === null) return null
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

const isInside = (error: unknown): boolean => error instanceof InsideAddress || (error instanceof Error && error.cause !== undefined && isInside(error.cause))
