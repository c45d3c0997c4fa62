import { z } from 'zod'

/** `POST …/near`: said when the conversation is opened, every 20 seconds after, at most every 3 while writing, and on leaving. */
export const NearState = z.strictObject({ does: z.enum(['looks', 'types', 'left']) })
export type NearState = z.infer<typeof NearState>

/** Who else is near a conversation: to staff everybody, to the asker only staff who write. */
export const Near = z.object({ people: z.array(z.object({ id: z.string(), name: z.string(), side: z.enum(['staff', 'asker']), typing: z.boolean() })) })
export type Near = z.infer<typeof Near>

/** The named event `near` of a stream: kept nowhere, with no place to go on from. */
export const NearEvent = Near.extend({ conversationId: z.uuid() })
export type NearEvent = z.infer<typeof NearEvent>

/**
 * `GET /api/v1/events?after=f:<position>&wait=25` with `Accept: application/json`, for whom no stream can be kept open: answers when
 * there is something, with nothing after `wait` seconds; ask again from `id`.
 */
export const PolledEvents = z.object({ id: z.string(), events: z.array(z.object({ id: z.string(), data: z.record(z.string(), z.unknown()) })), near: z.array(NearEvent) })
export type PolledEvents = z.infer<typeof PolledEvents>
