import type { Context as Request } from 'hono'

type PublicDoor = 'partner' | 'guest'
export type CarriedView = { text: string; name: string; email: string; number: string; topic: string; subtopic: string }
export type Given = { name?: string | undefined; secret?: string | undefined; email?: string | undefined; text?: string | undefined }

/** Who stands at the wrong door, and taking along what they have typed. */
export type DoorsPort = {
  /** By the form of what was given alone, so that it may be shown: it tells nothing of what exists. */
  recognise(given: Given): { door: PublicDoor; by: string } | null
  /** Counts who came by this door and belongs to the other; looks up addresses, and says nothing. */
  count(door: PublicDoor, source: string, given: Given & { by?: string }): Promise<void>
  /** Keeps what was typed for the other door; the browser gets a key to it in a cookie, and no address ever holds it. */
  handOver(c: Request, handOver: { to: PublicDoor; source: string; by: string; locale: string; typed: Partial<CarriedView> }): Promise<void>
  /** What was carried to this door. */
  carried(c: Request, door: PublicDoor): Promise<CarriedView | null>
  forget(c: Request): Promise<void>
}
