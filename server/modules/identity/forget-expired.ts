import type { Ctx } from './actor.ts'
import { forgetOldTickets } from './guest-pin.ts'
import { forgetOldResets } from './password-reset.ts'
import * as q from './queries.ts'

const day = 86_400_000
/** A session that ran out still says whose typed text is to be kept, as long as the browser remembers it. */
const sessionDays = 60
const codeDays = 1
const invitationDays = 90

/** Forgets sessions, caller codes, invitations and links that are of no more use to anybody. */
export const forgetExpired = async (ctx: Ctx): Promise<void> => {
  const ago = (days: number) => new Date(ctx.now().getTime() - days * day)
  const { brandId } = ctx.actor
  await q.deleteSessionsExpiredBefore(ctx.db, brandId, ago(sessionDays))
  await q.deleteCallerCodesExpiredBefore(ctx.db, brandId, ago(codeDays))
  await q.deleteInvitationsExpiredBefore(ctx.db, brandId, ago(invitationDays))
  await forgetOldResets(ctx.db, brandId, ago(codeDays))
  await forgetOldTickets(ctx)
}
