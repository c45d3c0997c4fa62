import { z } from 'zod'
import { Door } from './content.ts'

/** `GET /api/v1/desk/readings`: who of the staff has looked at what, by day; `who` is a person's name or address, `conversation` a case number. Days count in the lead's zone and both count. */
export const ReadingsQuery = z.object({
  from: z.iso.date(), until: z.iso.date(),
  agent: z.uuid().optional(), who: z.string().trim().max(100).optional(), conversation: z.string().trim().max(20).optional(),
  after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(100),
}).refine(({ from, until }) => from <= until, { path: ['until'], error: 'is before from' })
export type ReadingsQuery = z.infer<typeof ReadingsQuery>

const When = z.iso.datetime()
export const ReadingsFound = z.object({
  /** How many conversations each has looked at, whatever the agent chosen; the most first. */
  agents: z.array(z.object({ id: z.uuid(), name: z.string(), conversations: z.int(), lastAt: When })),
  rows: z.array(z.object({
    agentId: z.uuid(), agentName: z.string(), conversationId: z.uuid(), caseNumber: z.string(), door: Door, askerName: z.string(), topicName: z.string(), propertyName: z.string().nullable(),
    firstAt: When, lastAt: When, /** False: only fetched, as a hand came near it. */ opened: z.boolean(),
  })),
  next: z.string().nullable(),
})
export type ReadingsFound = z.infer<typeof ReadingsFound>
