/** A word of a text: as written, without accents, and where it stands. */
export type Word = { text: string; folded: string; start: number; end: number; /** Where it is joined to the next by a hyphen. */ hyphen: boolean }

/** The words of a text in its order. */
export const wordsOf = (text: string, locale: string): Word[] => {
  const found = [...text.matchAll(word)]
  return found.map((match, place) => {
    const next = found[place + 1]
    const end = match.index + match[0].length
    return {
      text: match[0].normalize('NFC').toLowerCase(), folded: fold(match[0], locale), start: match.index, end,
      hyphen: next?.index === end + 1 && hyphens.includes(text[end] ?? ''),
    }
  })
}

/** A word as people type who leave accents out; German also as ä, ö and ü are written without a key for them. */
export const fold = (text: string, locale: string): string => {
  const lower = text.toLowerCase()
  // Most words have nothing to take away.
  const plain = isPlain.test(lower) ? lower : lower.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').replace(/[ßøæœłđðþةى]/g, (letter) => plainLetters[letter] ?? letter)
  return locale.startsWith('de') ? plain.replace(/([aou])e/g, '$1') : plain
}

const isPlain = /^[\x20-\x7e]*$/
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const hyphens = ['-', '\u2010', '\u2011', '.', '/', '’', "'"]
const plainLetters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ة: 'ه', ى: 'ي' }
