import type { Localised, PromiseRule, Right } from '#contract/content'
import type { Outcome } from '#contract/conversations'
import type { Vote, recordReading } from '#articles'
import type { recordInquiry, zeroHits } from '#search'
import type { AgentActor, Ctx, NewAccount, PartnerActor, Pin } from '#identity'

export type Membership = { accountId: string; partnerId: string; roleTitle: Localised; rights: Right[] }

export type Opening = {
  submissionId: string
  door: 'partner'
  channel: 'message'
  partnerId: string
  askerId: string
  askerName: string
  propertyId: string
  reservationId: string | null
  topic: string
  subtopic: string
  locale: string
  neededRight: Right
  promisedAt: Date
  body: string
}

/** The verbs by which the demo world comes about; each gets the person who acts and the time it happened at. */
export type DemoPorts = {
  createAccount(ctx: Ctx, account: NewAccount): Promise<string>
  keepPins(ctx: Ctx, pins: readonly Pin[]): Promise<void>
  joinPartner(ctx: Ctx, membership: Membership): Promise<void>
  answerBy(rule: PromiseRule, from: Date, where: { timeZone: string }): Date
  open(ctx: Ctx<PartnerActor>, opening: Opening): Promise<{ id: string; repeated: boolean }>
  /** The partner writes again; gives the message's place in the thread, as `reply` does. */
  receive(ctx: Ctx<PartnerActor>, id: string, message: { clientId: string; body: string }): Promise<number>
  markSeen(ctx: Ctx<PartnerActor>, id: string): Promise<unknown>
  claim(ctx: Ctx<AgentActor>, id: string): Promise<unknown>
  markRead(ctx: Ctx<AgentActor>, id: string): Promise<unknown>
  reply(ctx: Ctx<AgentActor>, id: string, answer: { clientId: string; body: string; seenSeq: number }): Promise<number>
  note(ctx: Ctx<AgentActor>, id: string, note: { clientId: string; body: string }): Promise<unknown>
  close(ctx: Ctx<AgentActor>, id: string, closing: { outcome: Outcome; reason: string }): Promise<unknown>
  vote(ctx: Ctx, vote: Vote): Promise<void>
  save(ctx: Ctx<PartnerActor>, keys: readonly string[]): Promise<void>
  recordReading: typeof recordReading
  recordInquiry: typeof recordInquiry
  zeroHits: typeof zeroHits
  movePromise(ctx: Ctx<AgentActor>, id: string, move: { to: Date; reason: string }): Promise<unknown>
  /** What the listeners make of it: told after each step, at the step's time, so that queue and promises are as they would be. */
  react(ctx: Ctx, id: string, happened: 'opened' | 'message' | 'reply' | 'closed' | 'taken'): Promise<unknown>
}
