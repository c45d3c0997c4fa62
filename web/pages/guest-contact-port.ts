import type { ChatNow } from './chat-now.ts'
import type { BookingCard, GuestPerson } from './guest-port.ts'
import type { CallBackPort } from './phone-port.ts'
import type {
  AnswersView, DraftPlace, DraftText, DraftView, ExpectedView, InboxItem, NoticeView, Opened, PhoneView, Place, PromiseRule, RefusedFile, SeasonView, ThreadView, Upload,
} from './ports.ts'

export type GuestReason = { kind: 'safety' } | { kind: 'in-stay' } | { kind: 'check-in-soon'; checkIn: string } | { kind: 'loyalty'; level: number }
/** Each channel with the wait to expect before the tap. */
export type GuestOptionsView = Place & {
  callFirst: boolean
  /** What would put this guest first; empty in the ordinary lane. */
  first: GuestReason[]
  season: SeasonView | null
  message: { rule: PromiseRule; answerBy: Date; expected: ExpectedView }
  email: string | null
  phone: PhoneView | null
  /** Null where this is not talked about in chats. */
  chat: ChatNow | null
}
export type GuestFormView = Place & { bookings: BookingCard[]; draft: DraftView }
export type GuestText = { body: string; reservationId?: string | undefined; name?: string | undefined; email?: string | undefined }

/** The guest's way to a person, for a guest who is signed in or (`who` is null) somebody of whom nothing is known. */
export type GuestContactPort = CallBackPort & {
  who: GuestPerson | null
  bookings(): Promise<BookingCard[]>
  answers(at: DraftPlace): Promise<AnswersView>
  options(at: DraftPlace): Promise<GuestOptionsView>
  notices(): Promise<NoticeView[]>
  season(): Promise<SeasonView | null>
  form(at: DraftPlace): Promise<GuestFormView>
  /** Text and files of a signed-in guest are kept until they are sent; of others nothing is. */
  saveDraft(at: DraftPlace, text: DraftText): Promise<void>
  attach(at: DraftPlace, uploads: Upload[]): Promise<RefusedFile[]>
  detach(at: DraftPlace, fileId: string): Promise<void>
  send(at: DraftPlace, message: GuestText & { submissionId: string; network: string }): Promise<Opened>
  conversations(): Promise<InboxItem[]>
  thread(id: string): Promise<ThreadView>
  seen(id: string): Promise<void>
  receive(id: string, message: { clientId: string; body: string }): Promise<void>
  agreeToClose(id: string): Promise<void>
  rate(id: string, rating: { good: boolean; why: string }): Promise<void>
}
