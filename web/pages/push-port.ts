import type { PushKind, PushSubscribed } from '#contract/push'

/** `quiet`: minutes of the person's day. */
export type PushWishes = { kinds: readonly PushKind[]; quiet: { from: number; until: number } | null }
export type PushDevice = { id: string; name: string; addedAt: Date; /** The browser that asks. */ isHere: boolean }

/** What a signed-in partner user is notified of, and on which devices. */
export type PushPort = {
  /** The public key that browsers subscribe under. */
  key(): Promise<string>
  /** A subscription under a key that is none of ours is passed over. */
  keep(subscribed: PushSubscribed, device: { locale: string; name: string }): Promise<void>
  forget(which: { id: string } | { endpoint: string }): Promise<void>
  devices(): Promise<PushDevice[]>
  wishes(): Promise<PushWishes>
  /** Refuses quiet hours that end as they begin. */
  save(wishes: PushWishes): Promise<void>
}
