import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Door } from '#contract/content'

const Judged = z.strictObject({
  q: z.string().min(1),
  right: z.array(z.string()).min(1),
  kind: z.enum(['plain', 'inflected', 'compound', 'misspelt', 'synonym', 'colloquial', 'short', 'question', 'unaccented']),
  door: Door,
})
/** What somebody typed, and the articles that answer it, best first. */
export type Judged = z.infer<typeof Judged> & { locale: string }

/** What the search is improved by, and what only tells how it does with other people's words. */
export const judgedSets = { own: 'queries', 'held out': 'held-out' } as const
export type JudgedSet = keyof typeof judgedSets

export const judgedLocales = ['sv', 'en'] as const

/** The judged queries of every language, out of the files in this folder. */
export const judgedQueries = async (set: JudgedSet, folder: string = import.meta.dirname): Promise<Judged[]> => {
  const files = judgedLocales.map(async (locale) => {
    const text = await readFile(path.join(folder, `${judgedSets[set]}.${locale}.yaml`), 'utf8')
    return z.array(Judged).parse(parse(text)).map((each) => ({ ...each, locale }))
  })
  return (await Promise.all(files)).flat()
}
