import { z } from 'zod'

/** A mail that came in, with what became of it. */
export const ArrivedMail = z.object({
  id: z.uuid(), to: z.string(), from: z.string(), name: z.string(), subject: z.string(), receivedAt: z.iso.datetime(),
  outcome: z.string().nullable(), reason: z.string().nullable(), parked: z.boolean(), conversationId: z.uuid().nullable(), seq: z.int().nullable(),
})
export type ArrivedMail = z.infer<typeof ArrivedMail>

/** A mail of ours that did not leave, came back, or waits at a server that has not taken it yet. */
export const UndeliveredMail = z.object({
  id: z.uuid(), kind: z.string(), to: z.string(), subject: z.string(), conversationId: z.uuid().nullable(), failedAt: z.iso.datetime().nullable(),
  cameBack: z.boolean(), /** At whose server it waits, and until when it is tried. */ waiting: z.object({ at: z.enum(['ours', 'theirs']), until: z.iso.datetime() }).nullable(), error: z.string().nullable(), suppressed: z.string().nullable(),
})
export type UndeliveredMail = z.infer<typeof UndeliveredMail>

/** Something about mail that an operator has to mend. */
export const MailAlarm = z.object({
  part: z.enum(['listener', 'smarthost', 'outbox', 'mailbox', 'postbox', 'scanner', 'disk']), name: z.string(), /** What kind of trouble a mailbox has. */ trouble: z.string(), detail: z.string(),
})
export type MailAlarm = z.infer<typeof MailAlarm>

/** `GET /api/v1/desk/mail` */
export const MailRoom = z.object({
  attention: z.array(ArrivedMail),
  aside: z.array(ArrivedMail),
  undelivered: z.array(UndeliveredMail),
  suppressed: z.array(z.object({ address: z.string(), because: z.string(), detail: z.string(), since: z.iso.datetime() })),
  alarms: z.array(MailAlarm),
})
export type MailRoom = z.infer<typeof MailRoom>

/** `GET /api/v1/desk/mail-alarms` */
export const MailAlarms = z.object({ alarms: z.array(MailAlarm) })

/** `GET /api/v1/desk/mail/{id}`: how a mail can be shown as it was. */
export const MailShown = z.object({ id: z.uuid(), from: z.string(), to: z.string(), subject: z.string(), /** Whether its links can be followed: only where the sender is proved. */ links: z.boolean(), readable: z.boolean(), /** It is old: what it said is kept, its bytes are not. */ cleared: z.boolean(), /** How much of it there is to read. */ characters: z.int(), pictures: z.int() })
export type MailShown = z.infer<typeof MailShown>

/** `POST …/accept`: a held mail becomes the asker's message. */
export const AcceptMail = z.strictObject({ seq: z.int() })
/** `POST …/undelivered-mail/{id}/to` */
export const SendTo = z.strictObject({ address: z.string().trim().min(3).max(320) })
export const LiftSuppression = z.strictObject({ address: z.string().trim().min(3).max(320) })

/** What an entry that came by mail carries in its `data.mail`. */
export const EntryMail = z.object({
  id: z.uuid().optional(), from: z.string().default(''), to: z.string().default(''), subject: z.string().default(''), proved: z.boolean().default(true), html: z.boolean().default(false),
  folded: z.boolean().default(false), refused: z.array(z.string()).default([]), unreadable: z.boolean().default(false), kind: z.string().default(''), status: z.string().nullish(), suppressed: z.boolean().default(false), until: z.string().nullish(),
})
export type EntryMail = z.infer<typeof EntryMail>
