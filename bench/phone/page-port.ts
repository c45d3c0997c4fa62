/** What the pages of a run are asked, from outside; they answer in `in-page/`. */
export type Heard = { received: number; lost: number; sent: number; dtls: string; energy: number }

/** The provider's end of calls to agents' telephones, in a page of its own. */
export type ProviderPage = {
  start(line: { url: string; uri: string; user: string; password: string }): Promise<void>
  dial(id: string, address: string): Promise<{ answered: boolean; ms: number; cause: string }>
  hangUp(id: string): void
  stateOf(id: string): 'none' | 'talking' | 'ended'
  isHeldByOther(id: string): boolean
  heard(id: string): Promise<Heard>
  /** Asks the other end to dial somebody else; whether it does. */
  refer(id: string, address: string): Promise<boolean>
  /** How many calls it has followed to somebody else. */
  followed(): number
}

/** What is seen of a desk's own telephone. */
export type Seen = { tones(): string; heard(): Promise<Heard> }
