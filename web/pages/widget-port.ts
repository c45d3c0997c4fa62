import type { Context as Request } from 'hono'

/** What the widget on other pages needs beside the doors. */
export type WidgetPort = {
  /** Whose pages may show it, our own first; the answer says so to the browser. */
  allowFrame(c: Request): Promise<string[]>
  /** Signs in whom the page around vouches for, in the answer; false: the token is not good (any more). */
  identify(c: Request, token: string): Promise<boolean>
  /** What an operator's server would sign for a guest of the demo world. */
  demoIdentity(c: Request, number: string): string
  /** Ends the session that the frame names. */
  forget(c: Request): Promise<void>
}
