import { begin } from '#chat'
import type { Door } from '#contract/content'
import { type Opened } from '#conversations'
import { startVisit, type Ctx, type GuestActor, type NewSession, type PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { chatsNow } from '#queue'
import { emailProblem, knownSender, nameProblem, openForGuest, type GuestMessage, type GuestSender } from './guest-send.ts'
import { guestSubtopic } from './place.ts'
import { checkedBody, openConversation, type Message } from './send.ts'

/** A partner begins a chat: a conversation as any other, in which they wait. `unavailable` when nobody is on; nothing is stored then. */
export const beginChat = async (ctx: Ctx<PartnerActor>, message: Message): Promise<Opened> => {
  await needOpen(ctx, 'partner')
  const opened = await openConversation(ctx, message, 'chat')
  await begin(ctx, opened.id)
  return opened
}

export type GuestChat = GuestMessage & { timeZone: string }
type Begun = { opened: Opened; /** For whoever had none: it speaks for this chat alone. */ session: NewSession<GuestActor> | null }

const limit = { most: 10, windowMinutes: 60 }

/** A guest begins a chat, or somebody of whom nothing is known, who is asked their name and, if they like, an address. */
export const beginGuestChat = async (ctx: Ctx<GuestSender>, chat: GuestChat, secret: string): Promise<Begun> => {
  const { subtopic } = await guestSubtopic(ctx, chat.topic, chat.subtopic)
  if (!subtopic.rules.channels.includes('chat')) throw new Refusal('not_allowed', { channel: 'chat' })
  checkedBody(chat.body)
  if (ctx.actor.kind === 'guest') {
    await needOpen(ctx, 'guest')
    const opened = await openForGuest(ctx, chat, { ...knownSender(ctx.actor), accountId: ctx.actor.id, channel: 'chat' })
    await begin(ctx, opened.id)
    return { opened, session: null }
  }
  const [name, email] = [(chat.name ?? '').trim(), (chat.email ?? '').trim()]
  const problems = [nameProblem(name), email === '' ? null : emailProblem(email)].filter((problem) => problem !== null)
  if (problems.length > 0) throw new Refusal('invalid', { field: 'sender', problem: 'incomplete', problems })
  await needOpen(ctx, 'guest')
  await countAttempt(ctx, { subject: `guest-chat:${chat.network}`, ...limit })
  const begun: { opened?: Opened } = {}
  const session = await startVisit(ctx, { submissionId: chat.submissionId, name, locale: chat.locale, timeZone: chat.timeZone }, {
    secret,
    begin: async (accountId) => {
      begun.opened = await openForGuest(ctx, chat, { accountId, name, email: email || null, proof: null, level: null, channel: 'chat' })
      await begin(ctx, begun.opened.id)
    },
  })
  if (!begun.opened) throw new Error('a chat that was just begun')
  return { opened: begun.opened, session }
}

const needOpen = async (ctx: Ctx, door: Door) => {
  const now = await chatsNow(ctx, door)
  if (!now.open) throw new Refusal('unavailable', { because: 'chat-closed' })
}
