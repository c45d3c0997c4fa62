import type { ConversationHead } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { domainOf } from './mail.ts'

type Addressed = Pick<ConversationHead, 'door' | 'channel' | 'asker_id' | 'asker_email'>

/** Whether answers go to an address that the asker gave and nobody has proved to be theirs: typed into the guests' form or a chat. */
export const isTyped = ({ door, channel, asker_id, asker_email }: Addressed): boolean =>
  asker_email !== null && channel !== 'email' && (asker_id === null || (door === 'guest' && channel === 'chat'))

/** Who is only asked to confirm by others: whoever wrote by mail, and whoever's address was typed. */
export const isGuarded = (head: Addressed): boolean => head.channel === 'email' || isTyped(head)

// Confirmations are what others make us send: who sends thousands in other people's names must get almost none sent.
const limitsFor = (address: string, mostOfDomain: number) => [
  { subject: `acknowledge:${address}`, most: 1, windowMinutes: 24 * 60 },
  { subject: `acknowledge-domain:${domainOf(address)}`, most: mostOfDomain, windowMinutes: 60 },
  { subject: 'acknowledge-all', most: 1_000, windowMinutes: 60 },
]
const mostOfDomain = { proved: 200, typed: 5 }

/**
 * Whether what opened a conversation may be confirmed to this address: once a day, and while not too many are. Counts it, so the
 * mail is written in the same transaction.
 */
export const mayAcknowledge = async (tx: Ctx, head: Addressed, to: string): Promise<boolean> => {
  try {
    for (const limit of limitsFor(to.toLowerCase(), mostOfDomain[isTyped(head) ? 'typed' : 'proved'])) await countAttempt(tx, limit)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tx.log.warn({ minutes: error.detail.minutes }, 'a message is not confirmed by mail: too many are')
    return false
  }
}
