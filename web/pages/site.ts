import type { Context as HonoContext } from 'hono'
import type { Translator } from '#web/locales'
import type { AppSite } from './app-port.ts'
import type { ChatDoorPort, ChatPort } from './chat-port.ts'
import type { CodePort } from './code-port.ts'
import type { DoorsPort } from './doors-port.ts'
import type { GuestContactPort } from './guest-contact-port.ts'
import type { GuestDoor, GuestSessionView } from './guest-port.ts'
import type { PasswordPort } from './password-port.ts'
import type { WidgetPort } from './widget-port.ts'
import type { PushPort } from './push-port.ts'
import type { ReaderPort } from './reader-port.ts'
import type { BrandView, Login, PartnerPort, SessionView, VisitorPort } from './ports.ts'

export type Request = HonoContext

/** The pages' way into the product, filled in server/app. */
export type Site = {
  now(): Date
  asset(name: string): string
  /** What addresses begin with that leave the page: the one that is set, else the one the request came to. */
  origin(c: Request): string
  acceptedFiles: readonly string[]
  visitor(locale: string): VisitorPort
  /** The partner session of a request: live, run out (still known for keeping what was typed), or none. */
  partner(c: Request, locale: string): Promise<SessionView>
  /** The guest session of a request, in the same three states. */
  guest(c: Request, locale: string): Promise<GuestSessionView>
  /** The way to a person, for whoever comes by the guests' door. */
  guestContact(c: Request, locale: string): Promise<GuestContactPort>
  /** Where a chat is begun: by a signed-in partner user, a guest, or anybody at the guests' door. */
  chatDoor(c: Request, at: { locale: string; door: 'partner' | 'guest' }): Promise<ChatDoorPort>
  /** One chat, for the session of this door that may see it; null: nobody is known who could. Refuses what is not theirs as not there. */
  chat(c: Request, at: { locale: string; door: 'partner' | 'guest'; id: string }): Promise<ChatPort | null>
  guestDoor: GuestDoor
  app: AppSite
  /** The app's notifications for the partner user of a request; null when nobody is signed in, or nobody is notified here. */
  push(c: Request): Promise<PushPort | null>
  doors: DoorsPort
  widget: WidgetPort
  /** For who has forgotten the password. */
  password: PasswordPort
  /** Who reads help: known as a partner user, by what the browser keeps, or not at all. */
  reader(c: Request, locale: string): Promise<ReaderPort>
  /** Signs in, or gives a ticket for the page that asks for the code. */
  signIn(c: Request, side: 'partner' | 'agent', login: Login): Promise<{ locale: string; port: PartnerPort | null } | { ticket: string }>
  code: CodePort
  /** The same for staff. */
  staffCode: CodePort
  /** The agent of a request; null when nobody of staff is signed in. */
  staff(c: Request): Promise<{ email: string; locale: string } | null>
  signInDemo(c: Request, personId: string): Promise<{ side: 'partner' | 'agent'; locale: string }>
  /** Ends every session of the signed-in partner user and begins a new one. */
  changePassword(c: Request, change: { current: string; next: string }): Promise<void>
  signOut(c: Request, side: 'partner' | 'agent'): Promise<void>
  acceptInvitation(c: Request, token: string, input: { name: string; password: string; locale: string }): Promise<void>
  /** Whether demo sign-in may work for this request: the demo world, on the loopback address, through no proxy. */
  demoAllowed(c: Request): boolean
  /** Whether nobody of staff exists yet. */
  needsAdmin(): Promise<boolean>
  network(c: Request): string
  reportError(error: unknown): void
}

export type Door = 'partner' | 'guest' | 'staff'

/** One request for a page: who reads it, in which language and when. */
export type Visit = {
  site: Site
  c: Request
  tr: Translator
  locale: string
  /** The address without its language, as in `/extranet/inbox`. */
  path: string
  now: Date
  brand: BrandView
  person: PartnerPort['person'] | null
  /** How many answers the person has not read; asked for by the page that shows it. */
  unread(): Promise<number>
}
