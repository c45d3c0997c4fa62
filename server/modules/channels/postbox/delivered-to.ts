import type { MailSettings } from '#email'
import { addressed } from './addressed.ts'

const longestHead = 64 * 1024

/**
 * Whom a mail in a mailbox was for: the address of ours that the operator's own servers wrote above their Received lines. What
 * stands further down came with the mail, and anybody can write it.
 */
export const deliveredTo = (raw: Buffer, { hops, settings, brandId }: { hops: number; settings: Pick<MailSettings, 'from' | 'keys' | 'doors'>; brandId: string }): string | null => {
  const lines = raw.subarray(0, longestHead).toString('latin1').replace(/\r?\n\r?\n[^]*$/, '').replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const received = lines.flatMap((line, at) => (/^received:/i.test(line) ? [at] : []))
  // A mail that no server says it received was put there by somebody who can write to the mailbox.
  const own = lines.slice(0, received[hops - 1] ?? received.at(-1) ?? 0)
  const named = own.flatMap((line) => /^(?:delivered-to|x-original-to|envelope-to):\s*<?([^\s<>]+@[^\s<>]+?)>?\s*$/i.exec(line)?.[1]?.toLowerCase() ?? [])
  const ours = named.filter((address) => addressed(address, settings, brandId) !== null)
  // The address before it was sent on says more than the mailbox it ended in.
  return ours.find((address) => addressed(address, settings, brandId)?.kind !== 'door') ?? ours[0] ?? null
}
