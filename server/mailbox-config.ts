export type MailboxConfig = {
  /** As it is called in logs, at the desk and in the database: who, where, which folder. */
  name: string
  host: string
  port: number
  tls: 'implicit' | 'starttls' | 'none'
  user: string
  secret: { kind: 'password'; value: string } | { kind: 'password-file' | 'token-file'; file: string }
  folder: string
  /** Whom a mail was for that does not say so itself; null: both. */
  door: 'partner' | 'guest' | null
  markSeen: boolean
  /** Mails from before are left alone; null: from shortly before it was first seen. */
  since: string | null
  /** How many Received lines at the top are of the operator's own servers: what they say it was for is believed. */
  hops: number
}

const options = ['door', 'seen', 'since', 'hops', 'tls', 'password-file', 'token-file']

/** A mailbox as one URL says it, or what is wrong with that; never with the password in it. */
export const mailboxOf = (text: string): MailboxConfig | string => {
  const url = URL.parse(text)
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname) return 'must be as in imaps://user%40example.com@imap.example.com/INBOX?door=guest&password-file=/run/secrets/guests'
  const ask = url.searchParams
  const unknown = [...ask.keys()].find((key) => !options.includes(key))
  if (unknown) return `has the unknown option ${unknown}; there are ${options.join(', ')}`
  const wrong = wrongIn(url, ask)
  if (wrong) return wrong
  const [user, value] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX'
  const tls = url.protocol === 'imaps:' ? 'implicit' : ask.get('tls') === 'none' ? 'none' : 'starttls'
  const file = ask.get('token-file') ?? ask.get('password-file')
  return {
    name: `${user} ${host}${url.port ? `:${url.port}` : ''}/${folder}`, host, user, folder, tls, port: Number(url.port) || (tls === 'implicit' ? 993 : 143),
    secret: file === null ? { kind: 'password', value } : { kind: ask.has('token-file') ? 'token-file' : 'password-file', file },
    door: ask.get('door') as MailboxConfig['door'], markSeen: ask.get('seen') === '1', since: ask.get('since'), hops: Number(ask.get('hops') ?? 1),
  }
}

const allowedValues: readonly (readonly [string, RegExp, string])[] = [
  ['door', /^(partner|guest)$/, 'partner or guest'], ['seen', /^[01]$/, '0 or 1'], ['since', /^\d{4}-\d{2}-\d{2}$/, 'a day as in 2026-11-30'], ['hops', /^[1-9]$/, '1 to 9'], ['tls', /^(starttls|none)$/, 'starttls or none, and only with imap://'],
]

const wrongIn = (url: URL, ask: URLSearchParams): string | null => {
  if (!url.username) return 'names no user'
  const decodable = [url.username, url.password, url.pathname].every((part) => !/%(?![0-9a-f]{2})/i.test(part))
  if (!decodable) return 'has a % that stands for nothing; write it as %25'
  const said = [url.password !== '', ask.has('password-file'), ask.has('token-file')].filter(Boolean).length
  if (said !== 1) return 'needs one of a password, password-file and token-file'
  if (url.protocol === 'imaps:' && ask.has('tls')) return 'has tls, which goes with imap:// alone'
  const bad = allowedValues.find(([key, pattern]) => ask.has(key) && !pattern.test(ask.get(key) ?? ''))
  return bad ? `has the option ${bad[0]}, which must be ${bad[2]}` : null
}
