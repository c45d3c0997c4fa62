import type { BaseActor, Context } from '#platform/postgres'

/** What `{{name}}` stands for: the operator's numbers and the brand's names. */
export type Words = Readonly<Record<string, string | number>>
export type WordsPort = (ctx: Context<BaseActor>) => Promise<Words>

/** Says where the words come from; called once at start. */
export const useWords = (port: WordsPort): void => void (wordsOf = port)

export const wordsFor = (ctx: Context<BaseActor>): Promise<Words> => wordsOf(ctx)

let wordsOf: WordsPort = async () => ({})

/** Puts the words in; numbers are written as the language writes them. A name without a word stays visible. */
export const fillIn = (text: string, words: Words, locale: string): string =>
  !text.includes('{{') ? text : text.replace(placeholder, (whole, name: string) => {
    const word = words[name]
    return typeof word === 'number' ? numbersIn(locale).format(word) : (word ?? whole)
  })

// Making a format takes longer than rendering an article.
const formats = new Map<string, Intl.NumberFormat>()
const numbersIn = (locale: string) => {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale)
  formats.set(locale, format)
  return format
}

/** The names that a text asks for. */
export const namesIn = (text: string): string[] => [...text.matchAll(placeholder)].map((match) => match[1] ?? '')

const placeholder = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g
