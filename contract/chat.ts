import { z } from 'zod'

/** What is told of a chat in its entry's `data.event`: somebody of staff came, passed it on or had to leave; the asker left, or came back. */
export const ChatEvent = z.enum(['joined', 'handed-over', 'waits-again', 'left', 'lost', 'back'])
export type ChatEvent = z.infer<typeof ChatEvent>

/** Where it goes on when the asker leaves: on their page of messages, or by e-mail. */
export const GoesOn = z.enum(['message', 'email'])
export type GoesOn = z.infer<typeof GoesOn>

/** Whose session asks: a partner user's, a guest's, or that of a visitor who has proved nothing and speaks for one chat. */
export const ChatSide = z.object({ side: z.enum(['partner', 'guest', 'visit']).default('partner') })

/** How a chat stands now, as its asker may know it. */
export const ChatStanding = z.object({
  state: z.enum(['waiting', 'live', 'left', 'ended']),
  /** Which in the order, from 1, and the minutes to expect; null when nobody is there to tell by. */
  place: z.int().nullable(),
  minutes: z.int().nullable(),
  /** Who is with them, and whether they are at their desk now. */
  agent: z.object({ name: z.string(), away: z.boolean() }).nullable(),
  /** As far as staff have read: a place in the thread. */
  readSeq: z.int(),
  /** How they left, and whether somebody is on now to whom they could come back. */
  left: z.enum(['lost', 'message', 'email']).nullable(),
  open: z.boolean(),
})
export type ChatStanding = z.infer<typeof ChatStanding>

/** `POST /api/v1/chats/{id}/leave`: `email` is for whoever has left no address before. */
export const LeaveChat = z.strictObject({ goesOn: GoesOn, email: z.email().max(254).optional() })
export type LeaveChat = z.infer<typeof LeaveChat>
