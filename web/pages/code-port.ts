import type { Context as Request } from 'hono'
import type { PartnerPort } from './ports.ts'

/** What an app makes the codes from, the same as a picture, and the codes for who has lost it. Shown once. */
export type CodeSetup = { secret: string; picture: string; recovery: string[] }

/** The second step of signing in, on the side of who signs in and of who has set it up. Every refusal is the verbs'. */
export type CodePort = {
  /** The password was right; a wrong code is refused with `wrong_code`, a ticket worth nothing any more with `already_used`. */
  finish(c: Request, ticket: string, code: string): Promise<{ locale: string; port: PartnerPort | null }>
  isOn(c: Request): Promise<boolean>
  begin(c: Request, password: string): Promise<CodeSetup>
  turnOn(c: Request, code: string): Promise<void>
  turnOff(c: Request, typed: { password: string; code: string }): Promise<void>
}
