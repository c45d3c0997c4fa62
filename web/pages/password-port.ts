import type { Context as Request } from 'hono'

export type PasswordSide = 'partner' | 'agent'

/** The way back for who has forgotten the password, on either side; it says nothing about which accounts there are. */
export type PasswordPort = {
  /** Mails a link when somebody signs in with the address; done in every case. Refuses with `too_many` a network that asks too often. */
  mailLink(c: Request, side: PasswordSide, email: string): Promise<void>
  linkIsLive(side: PasswordSide, token: string): Promise<boolean>
  /** Sets the password, ends every session and tells the address; refuses a dead link with `already_used`. */
  choose(c: Request, side: PasswordSide, chosen: { token: string; next: string }): Promise<void>
}
