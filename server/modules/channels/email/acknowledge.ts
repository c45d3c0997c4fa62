import type { ConversationHead } from '#conversations'
import { personById, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { domainOf } from './mail.ts'

// Confirmations by mail are what others make us send: who sends thousands in other people's names must get almost none sent.
const limitsFor = (address: string) => [
  { subject: `acknowledge:${address}`, most: 1, windowMinutes: 24 * 60 },
  { subject: `acknowledge-domain:${domainOf(address)}`, most: 200, windowMinutes: 60 },
  { subject: 'acknowledge-all', most: 1_000, windowMinutes: 60 },
]

/** Whether a mail that opened a conversation may be confirmed by mail: once a day to an address, and while not too many are. */
export const mayAcknowledge = async (ctx: Ctx, { asker_id, asker_email }: Pick<ConversationHead, 'asker_id' | 'asker_email'>): Promise<boolean> => {
  const address = (asker_email ?? (asker_id ? (await personById(ctx, asker_id))?.email : null) ?? '').toLowerCase()
  if (!address) return false
  try {
    for (const limit of limitsFor(address)) await countAttempt(ctx, limit)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    ctx.log.warn({ minutes: error.detail.minutes }, 'a mail is not confirmed: too many are')
    return false
  }
}
