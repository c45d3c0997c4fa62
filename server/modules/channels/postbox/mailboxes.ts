import type { Ctx } from '#identity'
import * as q from './mailbox-queries.ts'

/** How it stands with one mailbox that is fetched. */
export type MailboxState = { name: string; trouble: string | null; detail: string; failingSince: Date | null; readAt: Date | null }

/** All that were ever named; which are named now the caller knows. */
export const mailboxStates = async (ctx: Ctx): Promise<MailboxState[]> =>
  (await q.all(ctx.db, ctx.actor.brandId)).map(({ name, trouble, detail, failing_since: failingSince, read_at: readAt }) => ({ name, trouble, detail, failingSince, readAt }))
