import { z } from 'zod'

const Line = z.string().trim().max(300)

/** What a report from the app says of where it comes from, in words as they are shown; `log` only with its sender's consent. */
export const AppReport = z.object({
  version: Line,
  system: Line,
  browser: Line,
  language: Line,
  /** The address within the app that was looked at before; empty when it is not known. */
  lastScreen: Line,
  connection: z.enum(['online', 'offline', 'unknown']),
  /** How fast the line says it is, as `4g`; empty when the browser does not tell. */
  speed: Line.default(''),
  /** Width and height of the window in CSS pixels, as `360 × 740`. */
  window: Line.default(''),
  installed: z.boolean().default(false),
  log: z.array(Line).max(200).optional(),
})
export type AppReport = z.infer<typeof AppReport>

/** What the app's own form knows of itself and the server does not see in a request. */
export const AppTold = AppReport.pick({ version: true, lastScreen: true, connection: true, speed: true, window: true, installed: true, log: true }).extend({ system: Line.default('') }).partial()
export type AppTold = z.infer<typeof AppTold>

/** `POST /{locale}/app/send`: what became of one message of the outbox. */
export const Sent = z.object({ id: z.uuid(), conversationId: z.uuid().nullable() })
export type Sent = z.infer<typeof Sent>
export const NotSent = z.object({ error: z.string(), message: z.string() })
export type NotSent = z.infer<typeof NotSent>

/** `GET /{locale}/app/session`: who the server takes the phone for. */
export const AppSession = z.object({ state: z.enum(['live', 'expired', 'none']), person: z.uuid().nullable() })
export type AppSession = z.infer<typeof AppSession>
