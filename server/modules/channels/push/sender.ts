import type { PushNote } from '#contract/push'

/** Where a device is reached, and under which key of ours. */
export type Address = { endpoint: string; p256dh: string; auth: string; publicKey: string }

/** How a note is to be carried: how long it is worth anything, how urgent it is, and what it replaces when that has not arrived yet. */
export type Carriage = { seconds: number; urgency: 'normal' | 'high'; topic: string }

/** `gone`: nobody is there any more; `later`: try again, after so many seconds when they said; `refused`: never like this. */
export type Outcome = { is: 'sent' } | { is: 'gone' } | { is: 'later'; seconds: number | null; because: string } | { is: 'refused'; because: string }

/**
 * One way to the devices. Today it is web push with our own keys; an app of the stores adds one of its own here, and a kind to the
 * device's row (docs/operate/app.md).
 */
export type Sender = {
  send(address: Address, note: PushNote, carriage: Carriage): Promise<Outcome>
  /** Whether a note that shows nothing may be sent there: some systems take the permission away for it. */
  mayWithdraw(address: Address): boolean
}
