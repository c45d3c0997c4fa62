import { z } from 'zod'
import { mailboxOf, type MailboxConfig } from './mailbox-config.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const list = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean))
const address = z.string().regex(/^[^\s@<>,]+@[^\s@<>,]+$/, 'must be one address, as in guests@help.example.com')

/** The settings of mail that comes in, of what signs ours, and of what looks at files. */
export const MailEnv = {
  SMTP_PORT: z.coerce.number().int().min(0).max(65_535).default(2525).describe('Port on HOST that takes mail by SMTP; 0 takes none. Put a mail server of your own in front of it, or your domain’s MX.'),
  SMTP_LMTP: flag.optional().describe('1 speaks LMTP on SMTP_PORT, as a mail server on the same machine hands mail on.'),
  SMTP_TLS_CERT: z.string().optional().describe('File with the certificate (PEM) that SMTP_PORT offers STARTTLS with; needed with SMTP_TLS_KEY.'),
  SMTP_TLS_KEY: z.string().optional().describe('File with the key of SMTP_TLS_CERT.'),
  SMTP_TRUSTED: list.optional().describe('Addresses of your own mail servers that hand mail on to SMTP_PORT, with spaces between; what they say of the sender’s address counts. Loopback always does.'),
  MAIL_PARTNER_ADDRESS: address.optional().describe('Where partners write to. Unset: partners@ the domain of MAIL_FROM.'),
  MAIL_GUEST_ADDRESS: address.optional().describe('Where guests write to. Unset: guests@ the domain of MAIL_FROM.'),
  MAILBOXES: list.transform((urls, issues): MailboxConfig[] => urls.flatMap((url, n) => {
    const read = mailboxOf(url)
    if (typeof read !== 'string') return read
    issues.addIssue({ code: 'custom', message: `mailbox ${n + 1} ${read}` })
    return []
  })).optional().describe('Mailboxes that are fetched by IMAP, with spaces between, as in imaps://guests%40help.example.com@imap.example.com/INBOX?door=guest&password-file=/run/secrets/guests. See mail.md. Unset: none.'),
  MAIL_SIGNED_ADDRESSES: flag.optional().describe('1: mail to any signed address (reply+…, bounce+…) at the domain of MAIL_FROM reaches us. 0: only the doors’ own addresses do, and answers are found by their Message-ID. Unset: 1 while SMTP_PORT takes mail, or no mailbox is named.'),
  MAIL_KEEP_DAYS: z.coerce.number().int().min(0).max(3_650).default(365).describe('Days that mails are kept as they came; what they say stays in its conversation. What nobody could read or has yet to decide is kept. 0 keeps all.'),
  MAIL_MAX_MB: z.coerce.number().int().min(1).max(100).default(25).describe('Files of one mail, in MB; a larger mail is refused (552). Between guest and property it is 15.'),
  MAIL_KEYS: z.string().regex(/^[a-z0-9]{1,4}:\S{16,}(\s+[a-z0-9]{1,4}:\S{16,})*$/, 'must be as in b:SECRET a:OLDSECRET').optional()
    .describe('Keys that sign reply addresses, as in b:SECRET a:OLDSECRET; the first signs, all are believed. Unset: one made from the installation secret.'),
  MAIL_DKIM_SELECTOR: z.string().regex(/^[a-z0-9._-]+$/i).optional().describe('Selector under which the DKIM key stands in the DNS of MAIL_FROM’s domain; needed with MAIL_DKIM_KEY.'),
  MAIL_DKIM_KEY: z.string().optional().describe('File with the private key (PEM) every mail is signed with. Unset: your smarthost signs.'),
  MAIL_DNS: list.optional().describe('Name servers that senders are checked by, as in 127.0.0.1:5353. Unset: the system’s.'),
  MAIL_ARC_SEALERS: list.optional().describe('Domains of forwarders and lists whose ARC seal is believed. Unset: none.'),
  CLAMD: z.string().regex(/^(\/\S+|[\w.-]+:\d{1,5})$/, 'must be host:port, or the path of a socket').optional().describe('Scanner that looks at files by mail before anybody opens them: clamd’s host:port or socket. Unset: files are only checked for what they are.'),
}
type Env = z.infer<z.ZodObject<typeof MailEnv>>

export type MailConfig = {
  listen: { port: number; lmtp: boolean; tls: { cert: string; key: string } | null; trustedServers: string[] }
  doors: { partner: string; guest: string }
  maxMb: number
  mailboxes: readonly MailboxConfig[]
  signedAddresses: boolean
  keepDays: number
  keys: { id: string; secret: string }[]
  dkim: { selector: string; keyFile: string } | null
  nameServers: string[]
  sealers: string[]
  clamd: string | null
}

export const mailConfigOf = (e: Env, from: string): MailConfig => {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    listen: { port: e.SMTP_PORT, lmtp: e.SMTP_LMTP ?? false, tls: e.SMTP_TLS_CERT && e.SMTP_TLS_KEY ? { cert: e.SMTP_TLS_CERT, key: e.SMTP_TLS_KEY } : null, trustedServers: e.SMTP_TRUSTED ?? [] },
    doors: { partner: e.MAIL_PARTNER_ADDRESS ?? `partners@${domain}`, guest: e.MAIL_GUEST_ADDRESS ?? `guests@${domain}` },
    maxMb: e.MAIL_MAX_MB,
    mailboxes: e.MAILBOXES ?? [],
    signedAddresses: e.MAIL_SIGNED_ADDRESSES ?? (e.SMTP_PORT > 0 || (e.MAILBOXES ?? []).length === 0),
    keepDays: e.MAIL_KEEP_DAYS,
    keys: (e.MAIL_KEYS ?? '').split(/\s+/).filter(Boolean).map((key) => ({ id: key.slice(0, key.indexOf(':')), secret: key.slice(key.indexOf(':') + 1) })),
    dkim: e.MAIL_DKIM_SELECTOR && e.MAIL_DKIM_KEY ? { selector: e.MAIL_DKIM_SELECTOR, keyFile: e.MAIL_DKIM_KEY } : null,
    nameServers: e.MAIL_DNS ?? [],
    sealers: (e.MAIL_ARC_SEALERS ?? []).map((sealer) => sealer.toLowerCase()),
    clamd: e.CLAMD ?? null,
  }
}

/** What must stand together and does not. */
export const missingInMail = (e: Env): string | null => {
  if (Boolean(e.SMTP_TLS_CERT) !== Boolean(e.SMTP_TLS_KEY)) return 'SMTP_TLS_CERT: needed together with SMTP_TLS_KEY'
  if (Boolean(e.MAIL_DKIM_SELECTOR) !== Boolean(e.MAIL_DKIM_KEY)) return 'MAIL_DKIM_SELECTOR: needed together with MAIL_DKIM_KEY'
  return null
}
