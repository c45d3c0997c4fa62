import type { Door } from '#contract/content'
import type { MailSettings } from '#email'
import type { Ctx } from '#identity'
import type { ListedMail, OpenMailbox } from '#platform/mail'
import { inTransaction } from '#platform/postgres'
import { deliveredTo } from './delivered-to.ts'
import * as q from './mailbox-queries.ts'
import { storeMail, type Unread } from './store.ts'

/** A mailbox of another server, as far as this module minds. */
export type Mailbox = { name: string; door: Door | null; markSeen: boolean; since: string | null; hops: number }
export type Fetching = { box: Mailbox; opened: OpenMailbox; settings: MailSettings; maxBytes: number; /** Called between mails; rejects when somebody else reads this mailbox now. */ stillOurs: () => Promise<void> }

const daysBefore = 3

/**
 * Takes everything that is not taken yet out of a mailbox. A mail and how far the mailbox is read are kept in one transaction, so that
 * whoever goes on after a death has lost none; one that was taken before is known by its bytes. Returns how many it looked at.
 */
export const fetchNew = async (ctx: Ctx, fetching: Fetching): Promise<number> => {
  const { box, opened } = fetching
  const key = { brandId: ctx.actor.brandId, name: box.name }
  const { uidValidity } = await opened.look()
  const cursor = await q.cursorOf(ctx.db, key)
  const isNew = cursor.uidValidity !== uidValidity
  if (isNew) await q.startAnew(ctx.db, key, uidValidity)
  const from = isNew ? 0 : cursor.lastUid
  const listed = await opened.after(from, from > 0 ? null : box.since ? new Date(`${box.since}T00:00:00Z`) : new Date(cursor.firstSeen.getTime() - daysBefore * 86_400_000))
  for (const mail of listed) {
    await fetching.stillOurs()
    await take(ctx, { ...fetching, key, uidValidity, mail })
  }
  return listed.length
}

const take = async (ctx: Ctx, { box, opened, settings, maxBytes, key, uidValidity, mail }: Fetching & { key: q.Key; uidValidity: number; mail: ListedMail }) => {
  const { uid } = mail
  const { raw, unread } = await bytesOf(opened, mail, maxBytes)
  await inTransaction(ctx, async (tx) => {
    // One that was taken away meanwhile is nobody's to take in.
    if (raw !== null) {
      const recipient = deliveredTo(raw, { hops: box.hops, settings, brandId: key.brandId }) ?? (box.door ? settings.doors[box.door] : settings.from)
      await storeMail(tx, { recipients: [recipient], origin: { sender: returnPathOf(raw), remote: '', helo: '', trusted: true }, raw }, { source: 'imap', unread })
    }
    await q.advance(tx.db, key, { uidValidity, uid })
  })
  if (box.markSeen && raw !== null) await opened.markSeen(uid)
}

const bytesOf = async (opened: OpenMailbox, { uid, size }: ListedMail, maxBytes: number): Promise<{ raw: Buffer | null; unread: Unread | null }> => {
  if (size > maxBytes) return { raw: await opened.fetch(uid, 'head'), unread: 'too-large' }
  try {
    return { raw: await opened.fetch(uid, 'all'), unread: null }
  } catch (error) {
    // The connection stands and the server will not give this one: it must not keep those behind it.
    if (!opened.alive()) throw error
    const head = await opened.fetch(uid, 'head').catch(() => null)
    return { raw: head ?? Buffer.from(`Subject: ?\r\nX-Mailbox-Uid: ${uid}\r\n\r\n`), unread: 'not-given' }
  }
}

const returnPathOf = (raw: Buffer): string => /^return-path:\s*<([^<>\s]+@[^<>\s]+)>/im.exec(raw.subarray(0, 8_192).toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '')?.[1]?.toLowerCase() ?? ''
