import { answerAbove } from '#platform/mail'
import { plainOf } from '#web/formatting'
import type { Hue } from './hue.ts'

/** What a mail says, before it is text or HTML. Everything in it but `words` is plain text. */
export type Letter = {
  locale: string
  dir: 'ltr' | 'rtl'
  brand: string
  door: string
  hue: Hue
  subject: string
  /** The line that an answer is written above, where one may answer the mail. */
  above: string | null
  heading: string
  greeting: string | null
  opening: string[]
  /** What a person of staff wrote, in their formatting and whatever language. */
  words: string | null
  details: { label: string; value: string }[]
  closing: string[]
  button: { text: string; href: string }
  footer: string[]
}

/** The plain form, as good to read as the other. */
export const textOf = (letter: Letter): string =>
  [
    ...(letter.above === null ? [] : [aboveLine(letter.above)]),
    ...(letter.greeting === null ? [] : [letter.greeting]),
    `${letter.heading}.`,
    ...letter.opening,
    ...(letter.words === null ? [] : [rule, plainOf(letter.words), rule]),
    ...(letter.details.length > 0 ? [letter.details.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...letter.closing,
    `${letter.button.text}:\n${letter.button.href}`,
    // Mail programs know "-- " as the line after which nothing new comes.
    ['-- ', `${letter.brand} · ${letter.door}`, ...letter.footer].join('\n'),
  ].join('\n\n') + '\n'

const rule = '* * *'

/** Recognised in answers by its sign, whatever language it is in. */
export const aboveLine = (text: string): string => `${answerAbove} ${text} ${answerAbove}`
