import { inChatNow, tellWho } from '#chat'
import { headsByIds, thread } from '#conversations'
import { writeMails } from '#email'
import { systemActor, type Ctx } from '#identity'
import type { FactJob, Listener } from '#platform/jobs'
import type { App } from './app.ts'
import { mailSettings } from './mail-settings.ts'
import { contextOf } from './request.ts'

const idsOf = (facts: readonly FactJob[]) => facts.flatMap(({ conversationId }) => conversationId ?? [])

/** What a chat needs to hear: who has it now, and that its asker left with something unread. */
export const chatListeners = (app: () => App): Listener[] => {
  const ctx = () => contextOf(app(), systemActor(app().brandId))
  return [
    {
      name: 'chat.tell-who',
      facts: ['conversation.taken', 'conversation.released', 'conversation.handed-over', 'conversation.closed', 'conversation.reopened'],
      run: (facts) => tellWho(ctx(), idsOf(facts)),
    },
    {
      name: 'chat.mail-unread',
      facts: ['chat.left'],
      run: async (facts) => {
        for (const fact of facts) if (fact.conversationId) await writeMails(ctx(), await unreadIn(ctx(), fact, fact.conversationId), mailSettings(app()))
      },
    },
  ]
}

/**
 * Whoever is in a chat reads there what is said, and is told there that they are heard. A mail goes out about what they left
 * unread (`chat.left`), and about everything after that.
 */
export const notSaidInChat = async (ctx: Ctx, facts: readonly FactJob[]): Promise<FactJob[]> => {
  const [heads, here] = await Promise.all([headsByIds(ctx, idsOf(facts)), inChatNow(ctx, idsOf(facts))])
  return facts.filter(({ name, conversationId }) => {
    if (name === 'conversation.opened') return heads.get(conversationId ?? '')?.channel !== 'chat'
    return name !== 'reply.written' || !here.has(conversationId ?? '')
  })
}

// Answers they have not read; and where nobody has answered yet, that it is received and by when.
const unreadIn = async (ctx: Ctx, fact: FactJob, id: string): Promise<FactJob[]> => {
  const { head, entries } = await thread(ctx, id)
  const unread = entries.filter(({ kind, seq }) => kind === 'reply' && seq > head.asker_read_seq).map(({ seq }) => ({ ...fact, name: 'reply.written', seq }))
  return head.asker_seq > head.staff_seq && !head.closed ? [...unread, { ...fact, name: 'conversation.opened', seq: 1 }] : unread
}
