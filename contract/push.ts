import { z } from 'zod'

/** What a person may be told of on their devices. */
export const pushKinds = ['answers', 'promises', 'closing', 'letters', 'notices'] as const
export const PushKind = z.enum(pushKinds)
export type PushKind = z.infer<typeof PushKind>

// So many bytes in base64url: a point of the curve P-256, and sixteen of chance.
const Point = z.string().regex(/^[\w-]{87}$/)
const Chance = z.string().regex(/^[\w-]{22}$/)

/** How a browser says it is reached; `key` is the public key of ours it subscribed under. */
export const PushSubscribed = z.object({
  endpoint: z.url().max(2_000),
  p256dh: Point,
  auth: Chance,
  key: Point,
})
export type PushSubscribed = z.infer<typeof PushSubscribed>

/** The answer to it: the key to be subscribed under. Where it is another, the browser subscribes anew. */
export type PushKey = { key: string }

/** What goes to a device. Nothing that anybody wrote, and no name: a lock screen shows it. */
export type PushNote =
  | { does: 'tell'; to: string; about: string; title: string; text: string; path: string; locale: string; dir: 'ltr' | 'rtl'; at: string }
  | { does: 'withdraw'; to: string; about: string }
