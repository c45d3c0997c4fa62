import type { ChatNow } from './chat-now.ts'
import type { BookingCard } from './guest-port.ts'
import type { Place, PropertyView, RefusedFile, ThreadView, Upload } from './ports.ts'

/** What is asked before a chat begins; properties of a partner, bookings of a guest. */
export type ChatFormView = Place & { now: ChatNow; properties: PropertyView[]; bookings: BookingCard[]; answerBy: Date | null }
export type ChatBeginning = {
  submissionId: string; body: string; propertyId?: string | undefined; reservationId?: string | undefined
  name?: string | undefined; email?: string | undefined; timeZone: string; network: string
}
/** To begin a chat, for whoever stands at a door. */
export type ChatDoorPort = {
  chatForm(at: { topic: string; subtopic: string }): Promise<ChatFormView>
  beginChat(at: { topic: string; subtopic: string }, beginning: ChatBeginning): Promise<{ id: string }>
}

export type ChatStandingView = {
  state: 'waiting' | 'live' | 'left' | 'ended'; place: number | null; minutes: number | null; agent: { name: string; away: boolean } | null
  readSeq: number; left: 'lost' | 'message' | 'email' | null; open: boolean
}
export type ChatView = ThreadView & { standing: ChatStandingView; /** How far they have read. */ seenSeq: number; /** Where answers go when they have left; null: nowhere but this page. */ email: string | null }

/** One chat of whoever asks, by the session that may see it. */
export type ChatPort = {
  /** Whose session it is: of a partner user, a guest, or a visitor in this one chat. */
  side: 'partner' | 'guest' | 'visit'
  timeZone: string
  /** The page is there: live, or loaded once. */
  here(sign: 'live' | 'page'): Promise<ChatStandingView>
  chat(): Promise<ChatView>
  say(message: { clientId: string; body: string; uploads: Upload[] }): Promise<{ seq: number } | { refused: RefusedFile[] }>
  seen(): Promise<void>
  leave(leaving: { goesOn: 'message' | 'email'; email?: string | undefined }): Promise<void>
  back(): Promise<void>
  end(): Promise<void>
}
