/** How somebody stands on the telephone now. */
export type StandingView = { state: 'waiting' | 'talking' | 'call-back'; place: number | null; minutes: number | null; at: Date | null; agent: string | null }
export type CallBackView = { conversationId: string; caseNumber: string; /** Keyed in by whoever answers. */ digits: string; standing: StandingView | null }
export type CallBackWish = {
  submissionId: string; number: string; /** One of the times offered; null: as soon as it is their turn. */ when: Date | null
  propertyId?: string | undefined; reservationId?: string | undefined
}

/** Asking to be called, for whoever has shown who they are. */
export type CallBackPort = {
  /** Whether anybody is called back here, and this person can be. */
  callsBack: boolean
  callBackTimes(): Promise<Date[]>
  askForCall(at: { topic: string; subtopic: string }, wish: CallBackWish): Promise<{ conversationId: string }>
  callBack(conversationId: string): Promise<CallBackView>
}
