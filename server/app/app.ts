import type { Config } from '../config.ts'
import type { Logger, Metrics } from '#platform'
import type { Database, Db } from '#platform/postgres'
import type { fetchOutside } from '#platform/http'
import type { FileStore } from '#platform/files'
import type { Jobs } from '#platform/jobs'
import type { Hub, Near, NearNews } from '#platform/live'
import type { MailReader, MailTransport } from '#platform/mail'
import type { Tail } from '#platform/outbox'
import type { Spool } from '#platform/spool'
import type { Sender } from '#push'
import type { Phone } from '#voice'
import type { BookingPlatform, PlatformBreaker, PlatformTransport } from '#selfservice'

/** Everything composed: what the edges get at. */
export type App = {
  config: Readonly<Config>
  log: Logger
  now: () => Date
  brandId: string
  /** Connections that see this brand's rows only. */
  db: Db
  /** Connections of the installation itself: feed, jobs, health. */
  system: Database
  files: FileStore
  hub: Hub
  jobs: Jobs
  metrics: Metrics
  mail: MailTransport | null
  /** Fetches pictures of the web, for those who ask to see them. */
  outside: typeof fetchOutside
  /** Reads mail that others have sent. */
  reader: MailReader
  /** The booking platform where it is another program. */
  bookingPlatform: { platform: BookingPlatform; transport: PlatformTransport; breaker: PlatformBreaker } | null
  /** The telephony provider, as it stands now; null where there is none. */
  phone: (() => Phone) | null
  /** The way to people's devices; null where nobody is notified. */
  push: Sender | null
  /** What callers were promised while nothing could be stored. */
  voiceSpool: Spool
  /** The language of each number that was called lately: for words when the database is away. */
  phoneLocales: Map<string, string>
  /** Sends what is written and unsent; nothing where there is no transport. */
  deliverMail: () => Promise<void>
  /** Signs in at the smarthost and writes down what it says. */
  lookAtSmarthost: () => Promise<void>
  /** Whether mail comes in here, so that answers to ours reach us. */
  takesMail: boolean
  secret: string
  assets: Record<string, string>
  distFolder: string
  /** Where people reach it: PUBLIC_URL, else the loopback address with the port that was given in the end. */
  publicUrl: () => string
  /** Where files and mails as they came are opened: DOWNLOAD_URL; null where there is none. */
  downloadUrl: () => string | null
  listening: { port: number; /** The port mail comes in by, or why none does although it should. */ mailPort: number | null; mailTrouble: string | null }
  /** The newest facts, and the newest place of the change feed this node has read. */
  feed: Tail
  /** Who looks at what and writes where, in memory only. */
  near: Near
  /** Tells the other nodes. */
  sayNear: (news: NearNews) => void
  /** Whether the demo world lives here. */
  brandIsDemo: boolean
  /** Guests of the demo world whom everybody may be, with what opens their bookings. */
  demoGuests: readonly DemoGuest[]
  tour: readonly { role: string; title: Record<string, string>; text: Record<string, string>; path: string }[]
}

export type DemoGuest = { number: string; pin: string; name: string; loyaltyLevel: number; why: Record<string, string> }
