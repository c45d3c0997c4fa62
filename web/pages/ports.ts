import type { DraftView, RefusedFile, Upload } from './draft-port.ts'
import type { AppReport } from '#contract/app'
import type { ChatNow } from './chat-now.ts'
import type { CallBackPort } from './phone-port.ts'
import type { Attachment, ConversationState, Entry, Promised } from '#contract/conversations'
import type { FreeAnswer, LettersView } from './guest-port.ts'

export type { DraftView, RefusedFile, Upload }

/** What the pages need of the product; filled in server/app. Names and texts come in the reader's language. */
export type BrandView = { name: string; appName: string; isDemo: boolean; locales: string[]; defaultLocale: string }
export type HelpDoor = 'partner' | 'guest'
export type Named = { key: string; name: string }
export type Person = { id: string; name: string; email: string; locale: string; timeZone: string }

export type TopicView = Named & { /** Where its articles are. */ path: string; scope: string; subtopics: Named[] }
export type CategoryView = { topic: TopicView; articles: ArticleCard[]; /** What to ask `after` for the rest. */ next: number | null; alternates: Alternate[] }
export type NoticeView = { key: string; severity: 'fault' | 'maintenance'; title: string; body: string; startedAt: Date; checkedAt: Date }
export type ArticleCard = { key: string; title: string; summary: string; path: string; translated: boolean; locale: string }
/** An article that was found; `href` says by which search, and the pieces of the extract that are `hit` are what was sought. */
export type FoundView = ArticleCard & { topicName: string; extract: { text: string; hit: boolean }[]; href: string }
export type SearchView = {
  /** The search as it is kept; null where none is. */
  id: string | null
  q: string; topic: string | null; results: FoundView[]; total: number
  /** All that were found, by topic. */
  topics: (Named & { count: number })[]
  /** What was probably meant; the results are for it. */
  corrected: string | null
}
export type Sought = { door: HelpDoor; q: string; topic?: string | undefined; /** `lost`: for an address of the help where nothing is; `elsewhere`: for any other, as programs ask for that look for holes; that is not kept. */ place: 'page' | 'contact' | 'lost' | 'elsewhere'; most: number }
export type Alternate = { locale: string; path: string }
export type ActionView = Named & { hint: string; href: string; external: boolean }
export type Place = { topic: Named; subtopic: Named }
export type AnswersView = Place & { notices: NoticeView[]; actions: ActionView[]; articles: ArticleCard[] }

export type PromiseRule = { hours: number } | { workingHours: number } | { workingDays: number }
export type MayContact = { may: true } | { may: false; missing: string; heldBy: string[] }
export type PhoneView = {
  number: string
  international: string
  national: string
  countryOfLine: string
  isLocal: boolean
  languages: string[]
  cost: string
  open: boolean
  /** When an open line closes (null: round the clock), or a closed one opens. */
  until: Date | null
  waitMinutes: number | null
  codeMinutes: number
  localOpens: Date | null
}
export type OptionsView = Place & { may: MayContact; callFirst: boolean; message: { rule: PromiseRule; answerBy: Date } | null; phone: PhoneView | null; chat: ChatNow | null }

export type PropertyView = { id: string; number: string; name: string; city: string; timeZone: string; latitude: number | null; longitude: number | null }
export type ReservationView = {
  id: string; confirmationNumber: string; guestName: string; propertyName: string; arrival: string; departure: string
  status: 'booked' | 'cancelled' | 'no-show' | 'stayed'
}
export type FormView = Place & { asksReservation: boolean; properties: PropertyView[]; reservations: ReservationView[]; draft: DraftView }

export type InboxFilter = { propertyId?: string | undefined; state?: 'open' | 'closed' | 'unread' | undefined; search?: string | undefined; after?: string | undefined; /** How many at most, when not as many as a page of the box has. */ limit?: number }
export type InboxItem = {
  id: string; caseNumber: string; topic: string; subtopic: string; excerpt: string; state: ConversationState; unread: boolean
  propertyName: string | null; lastEntryAt: Date; dueAt: Date | null
}
export type ThreadView = Place & {
  id: string; caseNumber: string; channel: string; state: ConversationState; openedAt: Date; promise: Promised | null
  propertyName: string | null; timeZone: string; confirmationNumber: string | null; entries: Entry[]
  closing: { at: Date } | null; outcome: string | null; draft: DraftView
  /** Links that the asking side wrote are not to be followed: something about them is suspicious. */
  linksOff: boolean
  /** The mail with our newest answer did not reach them. */
  mailLost: boolean
  rating: { good: boolean; why: string } | null
}
export type LetterBoxFilter = { propertyId?: string | undefined; state?: 'unread' | 'waiting' | undefined; search?: string | undefined; after?: string | undefined }
export type LetterBoxItem = {
  reservationId: string; guestName: string; confirmationNumber: string; excerpt: string; lastAt: Date; unread: boolean; propertyName: string | null
  /** Until when a question of the guest's can be answered. */
  answerBy: Date | null
}
export type DraftText = { propertyId?: string | undefined; confirmationNumber?: string | undefined; body?: string | undefined }
export type DraftPlace = { topic: string; subtopic: string }
export type Opened = { id: string; caseNumber: string; promisedAt: Date | null }
export type CodeView = { code: string; expiresAt: Date }

/** What a high season says to somebody: from when they go first, when that is known to be later. */
export type SeasonView = { selfServiceFirst: boolean; comeBackAt: Date | null; soonHours: number }
/** Minutes from and to; null: only the promise can honestly be said. */
export type ExpectedView = { from: number; to: number } | null
export type OrderView = {
  first: ({ kind: 'in-stay' } | { kind: 'check-in-soon'; hours: number } | { kind: 'loyalty'; level: number })[]
  safetyMinutes: number
  firstMinutes: number
  ordinaryOneIn: number
  promiseHours: number
  expected: { safety: ExpectedView; first: ExpectedView; ordinary: ExpectedView }
}

/** The saves of a signed-in partner user. */
type SavesPort = {
  saved(): Promise<ArticleCard[]>
  save(keys: string[]): Promise<void>
  unsave(key: string): Promise<void>
}

/** For whom the share card is: a language, a booking, or both; without either in the partner's own language. */
export type ShareAt = { language?: string | undefined; reservationId?: string | undefined }
export type ShareView = { language: string; languages: string[]; link: string; /** To paste into a message. */ text: string; reservationId: string | null; reservations: ReservationView[] }
export type ShareFile = { kind: 'svg' | 'png' | 'pdf'; mediaType: string; bytes: Uint8Array }

/** What a report can be about: the app itself first, then the partners' topics; `asksReservation` names the subtopics that may be about one booking. */
export type ReportFormView = { topics: TopicView[]; asksReservation: string[]; properties: PropertyView[]; draft: DraftView }

/** What the app has beside what the extranet has. Its messages are the same conversations. */
export type AppPort = {
  reportForm(draft: DraftPlace): Promise<ReportFormView>
  /** The files are those of the draft, which is forgotten once the report is stored. */
  sendReport(at: DraftPlace, report: DraftText & { submissionId: string; report: AppReport; draft: DraftPlace }): Promise<Opened>
  /** Writes again with the files of a draft of its own. */
  replyWith(id: string, message: { clientId: string; body: string; draft: DraftPlace }): Promise<void>
}

/** What a signed-in partner user can see and do. Every function checks rights itself and throws a Refusal. */
export type PartnerPort = SavesPort & CallBackPort & AppPort & {
  person: Person
  /** The high season that the partner is in now. */
  season(): Promise<SeasonView | null>
  /** The card that leads guests to their own help page. */
  share(at: ShareAt): Promise<ShareView>
  shareFile(at: ShareAt & { kind: ShareFile['kind'] }): Promise<ShareFile>
  unread(): Promise<number>
  properties(): Promise<PropertyView[]>
  inbox(filter: InboxFilter): Promise<{ rows: InboxItem[]; next: string | null }>
  thread(id: string): Promise<ThreadView>
  seen(id: string): Promise<void>
  receive(id: string, message: { clientId: string; body: string }): Promise<void>
  agreeToClose(id: string): Promise<void>
  rate(id: string, rating: { good: boolean; why: string }): Promise<void>
  /** Reservation messages, with guests. */
  unreadLetters(): Promise<number>
  letterBox(filter: LetterBoxFilter): Promise<{ rows: LetterBoxItem[]; next: string | null }>
  letters(reservationId: string): Promise<LettersView>
  lettersSeen(reservationId: string): Promise<void>
  /** With the files of the letter's draft, or of one of its own. */
  writeLetter(letter: { id: string; reservationId: string; body: string; draft?: DraftPlace }): Promise<void>
  answerFreeCancellation(answer: { id: string; reservationId: string; seq: number; answer: FreeAnswer }): Promise<void>
  mayContact(): Promise<MayContact>
  answers(at: DraftPlace): Promise<AnswersView>
  options(at: DraftPlace): Promise<OptionsView>
  form(at: DraftPlace): Promise<FormView>
  saveDraft(at: DraftPlace, text: DraftText): Promise<void>
  discardDraft(at: DraftPlace): Promise<void>
  attach(at: DraftPlace, uploads: Upload[]): Promise<RefusedFile[]>
  detach(at: DraftPlace, fileId: string): Promise<void>
  send(at: DraftPlace, message: DraftText & { submissionId: string }): Promise<Opened>
  prepareCall(at: DraftPlace, call: DraftText & { submissionId: string }): Promise<{ conversationId: string }>
  preparedCall(conversationId: string): Promise<{ caseNumber: string; code: CodeView | null }>
  wantsMailCopies(): Promise<boolean>
  saveProfile(profile: { locale: string; mailCopies: boolean }): Promise<void>
  moveOnMap(propertyId: string, where: { latitude: number; longitude: number }): Promise<void>
  noShowCandidates(): Promise<ReservationView[]>
  markNoShow(reservationId: string): Promise<void>
}

export type ArticleView = {
  key: string; title: string; summary: string; html: string; headings: { id: string; text: string }[]; minutes: number; revision: number; updatedAt: Date
  category: Named & { path: string }; related: ArticleCard[]; siblings: ArticleCard[]; translated: boolean; locale: string
  /** What the reader can do alone about it. */
  actions: ActionView[]
  /** Its addresses in the languages it is written in, its own among them. */
  alternates: Alternate[]
}
export type DemoPersonView = { id: string; side: 'partner' | 'agent'; name: string; email: string; organisation: string | null; why: string }
export type DemoGuestView = { number: string; pin: string; name: string; why: string }
export type TourStep = { role: string; title: string; text: string; path: string }
export type MailView = { id: string; to: string; subject: string; text: string; html: string; createdAt: Date; sentAt: Date | null; error: string | null }

export type Login = { email: string; password: string; network: string }
export type SessionView = { state: 'live' | 'expired'; port: PartnerPort } | { state: 'none' }

/** What anybody can see and do, in one language. */
export type VisitorPort = {
  brand(): Promise<BrandView>
  topics(door: HelpDoor): Promise<TopicView[]>
  notices(door: HelpDoor): Promise<NoticeView[]>
  articlesByCategory(door: HelpDoor, most: number): Promise<{ category: Named & { path: string }; articles: ArticleCard[] }[]>
  /** What many look for at this time of the year. */
  featured(door: HelpDoor): Promise<ArticleCard[]>
  category(at: { door: HelpDoor; slug: string; after?: number | undefined }): Promise<CategoryView | { movedTo: string } | null>
  /** In how many parts the language's addresses come, and one of them. */
  sitemapParts(): Promise<number>
  sitemapPart(part: number): Promise<{ path: string; updatedAt: Date | null }[]>
  /** What was written or changed last in this language, newest first. */
  changes(door: HelpDoor): Promise<(ArticleCard & { updatedAt: Date })[]>
  article(at: { door: HelpDoor; category: string; slug: string }): Promise<ArticleView | { movedTo: string } | null>
  search(sought: Sought): Promise<SearchView>
  /** A result of a search was opened. What was never sought is passed over. */
  clicked(click: { inquiryId: string; key: string; position: number }): Promise<void>
  guestAnswers(at: DraftPlace): Promise<AnswersView | null>
  /** The high season of a door, for somebody of whom only the language is known. */
  season(at: { door: 'partner' | 'guest'; topic?: string }): Promise<SeasonView | null>
  /** The rules that guests are put in order by, as they are in force, and the waits to expect now. */
  order(): Promise<OrderView>
  /** Within what time somebody who is locked out is called back. */
  callBackRule(): Promise<PromiseRule>
  askForCallBack(request: { submissionId: string; propertyNumber: string; name: string; text: string; network: string }): Promise<void>
  demoPeople(): Promise<DemoPersonView[]>
  demoGuests(): Promise<DemoGuestView[]>
  tour(): Promise<TourStep[]>
  mails(after?: string): Promise<{ rows: MailView[]; next: string | null }>
  mail(id: string): Promise<MailView | null>
  invitation(token: string): Promise<{ email: string } | null>
}
export type { Attachment, ConversationState, Entry, Promised }
