const link = /\b(?:https?:\/\/|www\.)[^\s<>"']+/gi

// Asking for a card, a code or a payment beside a link is what traps between guest and property have in common, in every language.
const asks = /(card|kort|karte|carte|tarjeta|carta|kaart|kart[ay]|بطاقة|payment|betal|zahl|pai(ement|ment)|pago|pagamento|płatno|دفع|verif|bekräft|bestätig|confirm|urgent|brådskande|dringend|urgente|24 ?h|wallet|bitcoin|crypto|iban|password|lösenord|passwort)/iu
const disguised = /https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|[^/\s]*xn--|bit\.ly|tinyurl\.|t\.co\/|goo\.gl|is\.gd|cutt\.ly|[^/\s]*@)/i

/** Whether words between guest and property look like a trap: a link beside a request for a card or a payment, or one that hides where it leads. */
export const looksLikeTrap = (body: string): boolean => (body.match(link) !== null && asks.test(body)) || disguised.test(body)

/** The same words with links that lead nowhere. */
export const withoutLinks = (body: string): string => body.replace(link, (found) => found.replace(/^https?:\/\//i, '').replace(/^www\./i, '').replaceAll('.', '[.]'))
