import { resolve } from 'node:path'
import { z } from 'zod'
import type { Connection } from '#platform/postgres'
import { MailEnv, mailConfigOf, missingInMail, type MailConfig } from './mail-config.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')

// One row a setting: how it is read, what it is when unset, and the sentence of the settings page.
const Env = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address the server listens on.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port of pages, desk and API.'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional().describe('The address people use, as in https://help.example.com; goes into mails, sign-in and cookies. Unset: the loopback address, and demo sign-in is possible.'),
  DOWNLOAD_URL: z.url({ protocol: /^https?$/ }).optional().describe('Another host name that leads here too, as in https://files.example.net: files and mails as they came are opened there alone, away from sessions. Unset: at PUBLIC_URL, in a sandbox. See install.md.'),
  HOSPES_DATA: z.string().default('./data').describe('Folder of the embedded database, attached files and the installation secret.'),
  DATABASE_URL: z.string().optional().describe('An outside PostgreSQL (15 or newer) instead of the embedded one.'),
  PG_BIN_DIR: z.string().optional().describe('Folder with postgres and initdb of a distribution, instead of the packaged binaries.'),
  HOSPES_DEMO: flag.optional().describe('1 seeds the demo world into an empty database and offers demo sign-in. Unset: 1 under npm start, 0 when NODE_ENV is production.'),
  HOSPES_SECRET: z.string().min(32).optional().describe('Secret for codes and tokens, at least 32 characters; needed when several nodes run. Unset: made once and kept in HOSPES_DATA.'),
  GUEST_LINK_SECRET: z.string().min(32).optional().describe('Key shared with the booking platform, at least 32 characters: it signs the links by which guests enter their booking. Unset: only hospes guest-link makes such links.'),
  BOOKING_PLATFORM_URL: z.url({ protocol: /^https?$/ }).optional().describe('Where the booking platform answers, by the contract of docs/api/booking-platform.md. Unset: reservations live in our own tables, as in the demo world.'),
  BOOKING_PLATFORM_SECRET: z.string().min(32).optional().describe('Key that signs what the booking platform is told, at least 32 characters; needed with BOOKING_PLATFORM_URL.'),
  PRIVATE_HOSTS: z.string().default('').describe('Hosts inside your own network that may be called, with commas between, as in platform,10.0.0.5. Others that lead inside are refused.'),
  SMTP_URL: z.string().optional().describe('Smarthost for outgoing mail, as in smtp://user:password@mail.example.com:587. Unset: mail is kept, and shown at /demo/mail in demo mode.'),
  MAIL_FROM: z.string().default('help@localhost').describe('Sender address of outgoing mail.'),
  VOICE_PROVIDER: z.enum(['none', 'twiml', 'jambonz']).default('none').describe('Dialect of the telephony provider: twiml (several speak it), jambonz, or none: numbers are shown, and calls written down by hand. See phone.md.'),
  VOICE_ACCOUNT: z.string().default('').describe('Account at the telephony provider; calls of another account are refused.'),
  VOICE_SECRET: z.string().min(16).optional().describe('Key by which the provider signs what it tells; needed with VOICE_PROVIDER unless VOICE_PUBLIC_KEY is set.'),
  VOICE_PUBLIC_KEY: z.string().regex(/^[A-Za-z0-9+/]{43,}={0,2}$/).optional().describe('Public key (Ed25519, base64) of a provider that signs by one.'),
  VOICE_API_URL: z.url({ protocol: /^https?$/ }).optional().describe('Where the provider is asked to call, to connect and to hang up; needed with VOICE_PROVIDER.'),
  VOICE_API_TOKEN: z.string().optional().describe('Token for VOICE_API_URL. Unset: VOICE_SECRET.'),
  VOICE_SIP_URL: z.url({ protocol: /^wss?$/ }).optional().describe('WebSocket of the SIP registrar where the desk’s telephone registers, as in wss://sip.example.com. Unset: agents answer on the provider’s side alone.'),
  VOICE_SIP_DOMAIN: z.string().optional().describe('Domain of the agents’ SIP addresses. Unset: the host of VOICE_SIP_URL.'),
  VOICE_SIP_SECRET: z.string().min(32).optional().describe('Key shared with the registrar, at least 32 characters: each agent’s password comes from it; needed with VOICE_SIP_URL.'),
  PUSH_HOSTS: z.string().default('fcm.googleapis.com,*.push.services.mozilla.com,web.push.apple.com,*.push.apple.com,*.notify.windows.com').describe('Push services of browsers that may be called to notify devices, with commas between; `none`: nobody is notified.'),
  ...MailEnv,
  ROLE: z.enum(['all', 'web', 'worker']).default('all').describe('What this node does: answers requests (web), runs jobs (worker), or both (all).'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0).describe('How many proxies in front add to X-Forwarded-For.'),
  METRICS_TOKEN: z.string().min(16).optional().describe('Bearer token that /metrics asks for. Unset: /metrics answers on loopback only.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Least serious log line written.'),
  NODE_ENV: z.string().default('development').describe('`production` switches the demo off unless HOSPES_DEMO says otherwise.'),
})

export type Config = {
  host: string
  port: number
  publicUrl: string | null
  /** Where files and mails as they came are opened; null: where everything else is. */
  downloadUrl: string | null
  dataDir: string
  database: { kind: 'embedded'; binDir: string | null } | { kind: 'external'; connection: Connection }
  demo: boolean
  secret: string | null
  guestLinkSecret: string | null
  bookingPlatform: { url: string; secret: string } | null
  /** Inside our own network, and to be called all the same. */
  privateHosts: readonly string[]
  smtpUrl: string | null
  mailFrom: string
  voice: {
    dialect: 'twiml' | 'jambonz'
    account: string
    secret: string
    publicKey: string | null
    apiUrl: string
    apiToken: string
    sip: { url: string; domain: string; secret: string } | null
  } | null
  /** Push services that may be called; empty: nobody is notified. */
  pushHosts: readonly string[]
  mail: MailConfig
  role: 'all' | 'web' | 'worker'
  trustedProxies: number
  metricsToken: string | null
  logLevel: string
}

/** Reads the environment once. Throws an error that names each wrong setting and what it takes. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Readonly<Config> => {
  const parsed = Env.safeParse(withoutEmpty(env))
  if (!parsed.success) throw new Error(explain(parsed.error))
  const e = parsed.data
  if (e.BOOKING_PLATFORM_URL && !e.BOOKING_PLATFORM_SECRET) throw new Error('Settings that cannot be used:\n  BOOKING_PLATFORM_SECRET: needed with BOOKING_PLATFORM_URL')
  const missing = missingInMail(e) ?? wrongDownloads(e)
  if (missing) throw new Error(`Settings that cannot be used:\n  ${missing}`)
  return Object.freeze({
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    downloadUrl: e.DOWNLOAD_URL ? new URL(e.DOWNLOAD_URL).origin : null,
    dataDir: resolve(e.HOSPES_DATA),
    database: e.DATABASE_URL
      ? ({ kind: 'external', connection: { kind: 'url', url: e.DATABASE_URL } } as const)
      : ({ kind: 'embedded', binDir: e.PG_BIN_DIR ?? null } as const),
    demo: e.HOSPES_DEMO ?? e.NODE_ENV !== 'production',
    secret: e.HOSPES_SECRET ?? null,
    guestLinkSecret: e.GUEST_LINK_SECRET ?? null,
    bookingPlatform: e.BOOKING_PLATFORM_URL ? { url: e.BOOKING_PLATFORM_URL, secret: e.BOOKING_PLATFORM_SECRET ?? '' } : null,
    privateHosts: listed(e.PRIVATE_HOSTS),
    pushHosts: e.PUSH_HOSTS === 'none' ? [] : listed(e.PUSH_HOSTS),
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    voice: voiceOf(e),
    mail: mailConfigOf(e, e.MAIL_FROM),
    role: e.ROLE,
    trustedProxies: e.TRUSTED_PROXIES,
    metricsToken: e.METRICS_TOKEN ?? null,
    logLevel: e.LOG_LEVEL,
  })
}

const listed = (text: string) => text.split(',').map((each) => each.trim()).filter(Boolean)

// Cookies know hosts, not ports: another port would keep nothing apart.
const wrongDownloads = (e: z.infer<typeof Env>): string | null =>
  e.DOWNLOAD_URL && new URL(e.DOWNLOAD_URL).hostname === (e.PUBLIC_URL ? new URL(e.PUBLIC_URL).hostname : e.HOST) ? 'DOWNLOAD_URL: must have another host name than PUBLIC_URL (without it, than HOST)' : null

const voiceOf = (e: z.infer<typeof Env>): Config['voice'] => {
  if (e.VOICE_PROVIDER === 'none') return null
  const missing = [
    ...(e.VOICE_SECRET || (e.VOICE_PUBLIC_KEY && e.VOICE_PROVIDER === 'twiml') ? [] : ['VOICE_SECRET: needed with VOICE_PROVIDER']),
    ...(e.VOICE_API_URL ? [] : ['VOICE_API_URL: needed with VOICE_PROVIDER']),
    ...(e.VOICE_SIP_URL && !e.VOICE_SIP_SECRET ? ['VOICE_SIP_SECRET: needed with VOICE_SIP_URL'] : []),
  ]
  if (missing.length > 0) throw new Error(`Settings that cannot be used:\n  ${missing.join('\n  ')}`)
  return {
    dialect: e.VOICE_PROVIDER, account: e.VOICE_ACCOUNT, secret: e.VOICE_SECRET ?? '', publicKey: e.VOICE_PUBLIC_KEY ?? null,
    apiUrl: e.VOICE_API_URL ?? '', apiToken: e.VOICE_API_TOKEN ?? e.VOICE_SECRET ?? '',
    sip: e.VOICE_SIP_URL ? { url: e.VOICE_SIP_URL, domain: e.VOICE_SIP_DOMAIN ?? new URL(e.VOICE_SIP_URL).hostname, secret: e.VOICE_SIP_SECRET ?? '' } : null,
  }
}

/** The settings page as rows: name, default, what it is. */
export const settingsTable: { name: string; default: string; about: string }[] = Object.entries(Env.shape).map(
  ([name, schema]) => {
    const read = schema.safeParse(undefined)
    return {
      name,
      default: read.success && read.data !== undefined ? String(read.data) : 'unset',
      about: schema.description ?? '',
    }
  },
)

const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([name, value]) => name in Env.shape && value !== ''))

const explain = (error: z.ZodError) =>
  `Settings that cannot be used:\n${error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`
