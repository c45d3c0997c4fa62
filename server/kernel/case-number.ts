import { randomInt } from 'node:crypto'

// Crockford's alphabet: nothing in it is mistaken for something else when read out on the phone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = () => alphabet.charAt(randomInt(alphabet.length))

/** A case number as people read it out: `H-4F7K-9QX2`; the last character checks the seven before it. */
export const newCaseNumber = (): string => {
  const body = Array.from({ length: 7 }, random).join('')
  return format(body + checkCharacter(body))
}

/** What somebody typed as a case number in its stored form, or null when it cannot be one. */
export const parseCaseNumber = (typed: string): string | null => {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  // The number itself may begin with an H: only a ninth character can be the prefix.
  const plain = letters.length === 9 ? letters.replace(/^H/, '') : letters
  if (plain.length !== 8 || [...plain].some((c) => !alphabet.includes(c))) return null
  return checkCharacter(plain.slice(0, 7)) === plain[7] ? format(plain) : null
}

const format = (eight: string) => `H-${eight.slice(0, 4)}-${eight.slice(4)}`

const checkCharacter = (body: string) =>
  alphabet.charAt([...body].reduce((sum, c, place) => sum + alphabet.indexOf(c) * (place * 2 + 1), 0) % 31)
