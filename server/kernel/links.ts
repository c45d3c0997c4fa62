/** `own` are hosts whose links stay links, with everything below them; `brand` is the name that imitators use. */
export type Trusted = { own: readonly string[]; brand: string }
export type Disarmed = { text: string; /** How many links were switched off. */ off: number }

/**
 * Switches off the links of a suspicious text: `hxxps://evil[.]example/pay` can be read and reported, and no page or mail program makes a
 * link of it.
 */
export const disarmSuspicious = (text: string, trusted: Trusted): Disarmed => (isSuspicious(text, trusted) ? disarmForeign(text, trusted) : { text, off: 0 })

/** Whether a text has a link that hides or imitates where it leads, or a foreign one beside words of money or identity. */
export const isSuspicious = (text: string, trusted: Trusted): boolean =>
  linksIn(text).some((link) => isForeign(link, trusted) && (isDeceptive(link, trusted) || asksForMoney.test(text)))

/** Switches off every link that leads elsewhere, as between strangers who never need one. */
export const disarmForeign = (text: string, trusted: Trusted): Disarmed => {
  const foreign = linksIn(text).filter((link) => isForeign(link, trusted))
  const parts = foreign.map(({ index, raw }, place) => text.slice(place === 0 ? 0 : endOf(foreign[place - 1]), index) + disarmed(raw))
  return { text: parts.join('') + text.slice(endOf(foreign.at(-1))), off: foreign.length }
}

type Link = { index: number; raw: string; host: string }

const endOf = (link: Link | undefined) => (link ? link.index + link.raw.length : 0)
const disarmed = (raw: string) => raw.replace(/^h(tt)(?=ps?:)/i, 'hxx').replace(/^(javascript|data|vbscript|file|ftp):/i, '$1[:]').replaceAll('.', '[.]')

// With a scheme; or as mail programs make one by themselves: www., or a name with a path or an ending that people know.
const addresses = /(?:\b(?:https?|ftp|file):[/\\]{1,4}|\b(?:javascript|data|vbscript):|\bwww\.)[^\s<>"'`{}|^]+|(?<![@\p{L}\p{N}._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,24}\/[^\s<>"'`{}|^]*|(?:com|net|org|info|app|link|site|online|shop|top|xyz|click|live|icu|ru|cn|io|co|me|biz|vip|pro|support|help)\b)/giu

const linksIn = (text: string): Link[] => [...text.matchAll(addresses)].map(({ index, 0: raw }) => ({ index, raw: raw.replace(/[.,;:!?)\]…»”’]+$/u, ''), host: hostOf(raw) }))

const hostOf = (raw: string): string => {
  const url = URL.parse(/^[a-z]+:/i.test(raw) ? raw.replaceAll('\\', '/') : `https://${raw}`)
  return url?.hostname.replace(/\.$/, '').toLowerCase() ?? ''
}

const isForeign = ({ host }: Link, { own }: Trusted) => !own.some((known) => host === known || host.endsWith(`.${known}`))

const isDeceptive = ({ raw, host }: Link, { brand }: Trusted) =>
  host === '' || !/^(?:https?:|www\.|[^:]*$)/i.test(raw) || /^[^/]*\/\/[^/]*@/.test(raw) || /^[\d.]+$|^\[/.test(host) || host.includes('xn--') || shorteners.has(host) || squeezed(host).includes(squeezed(brand))

// "fj0rdstay-pay.example" looks like Fjordstay to somebody in a hurry.
const squeezed = (name: string) => name.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace(/[^\p{L}\p{N}]/gu, '')

const shorteners = new Set(['bit.ly', 'tinyurl.com', 't.co', 'goo.gl', 'is.gd', 'cutt.ly', 'rb.gy', 'ow.ly', 'shorturl.at', 't.ly', 'rebrand.ly', 'buff.ly', 's.id', 'wa.me'])

/** Words of money and identity in the languages of the pages. */
const asksForMoney = new RegExp([
  'pay(?!out)', 'payment', 'credit card', 'card (?:number|details)', 'verif', 'confirm your', 'suspend', 'password', 'bank', 'refund', 'within \\d+ hours',
  'betal', 'kort(?:nummer|uppgifter)', 'lösenord', 'återbetal', 'bekräfta din', 'spärra', 'bezahl', 'zahlung', 'kreditkart', 'passwort', 'bestätigen sie', 'gesperrt',
  'paiement', 'payer', 'carte bancaire', 'mot de passe', 'confirmez', 'pago', 'pagar', 'tarjeta', 'contraseña', 'confirme su', 'pagament', 'pagare', 'carta di credito', 'conferm',
  'betaal', 'creditcard', 'wachtwoord', 'bevestig', 'adgangskode', 'bekræft', 'płat', 'zapłać', 'karty', 'hasło', 'potwierdź', 'دفع', 'بطاق', 'كلمة المرور', 'تأكيد', 'تحقق',
].join('|'), 'iu')
