import { z } from 'zod'
import { Door } from './content.ts'
import { ConversationState, Entry, Promised } from './conversations.ts'

/** `GET /api/v1/topics?door=&locale=` */
export const TopicsQuery = z.object({ door: Door.default('partner'), locale: z.string().max(10).default('en') })
export const TopicTree = z.object({
  topics: z.array(z.object({
    key: z.string(), name: z.string(), scope: z.string(),
    subtopics: z.array(z.object({ key: z.string(), name: z.string() })),
  })),
})

/** `POST /api/v1/sessions`: the token goes into `Authorization: Bearer …`. */
export const SignIn = z.strictObject({ kind: z.enum(['partner', 'agent']).default('partner'), email: z.string().max(320), password: z.string().max(1_000), code: z.string().max(40).optional() })
export const Session = z.object({ token: z.string(), expiresAt: z.iso.datetime(), name: z.string() })

/** `GET /api/v1/conversations/{id}` for the asking side. */
export const Conversation = z.object({
  id: z.uuid(),
  caseNumber: z.string(),
  state: ConversationState,
  topic: z.string(),
  subtopic: z.string(),
  openedAt: z.iso.datetime(),
  promise: Promised.nullable(),
  /** The newest, oldest first. */
  entries: z.array(Entry),
  /** Asked for as `?before=` it gives what is older; null at the beginning. */
  before: z.int().nullable(),
})
export const ConversationList = z.object({
  conversations: z.array(Conversation.pick({ id: true, caseNumber: true, state: true, topic: true, subtopic: true, openedAt: true })
    .extend({ excerpt: z.string(), lastEntryAt: z.iso.datetime(), unread: z.boolean() })),
  next: z.string().nullable(),
})
export const ListQuery = z.object({
  state: z.enum(['open', 'closed', 'unread']).optional(), search: z.string().max(200).optional(),
  propertyId: z.uuid().optional(), after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** `GET /api/v1/contact-options?topic=&subtopic=`: each channel with its state now. */
export const OptionsQuery = z.object({ topic: z.string().max(60), subtopic: z.string().max(60) })
export const ContactOptions = z.object({
  callFirst: z.boolean(),
  message: z.object({ answerBy: z.iso.datetime() }).nullable(),
  phone: z.object({
    number: z.string(), open: z.boolean(), until: z.iso.datetime().nullable(), opens: z.iso.datetime().nullable(), waitMinutes: z.int().nullable(),
  }).nullable(),
})

export const Properties = z.object({ properties: z.array(z.object({ id: z.uuid(), number: z.string(), name: z.string(), city: z.string(), country: z.string(), timeZone: z.string() })) })
export const NoticeList = z.object({ notices: z.array(z.object({ key: z.string(), title: z.string(), body: z.string(), startedAt: z.iso.datetime(), checkedAt: z.iso.datetime() })) })
