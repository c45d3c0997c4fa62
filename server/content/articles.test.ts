import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { articlesLinked, namesIn, pagesLinked, type Article } from '#articles'
import { readContent } from './index.ts'
import { brandWordNames } from './words.ts'

const { articles, settings } = await readContent(path.join(import.meta.dirname, '../../content'))
type Text = Article['translations'][string]

const texts = articles.flatMap(({ key, translations }) => Object.entries(translations).map(([locale, text]) => ({ name: `${key}/${locale}`, locale, ...text })))
const namesWhere = (holds: (text: (typeof texts)[number]) => boolean) => texts.filter(holds).map(({ name }) => name)

/** The articles whose languages differ in what `of` sees. */
const differing = (of: (text: Text) => readonly string[]) =>
  articles.filter(({ translations }) => new Set(Object.values(translations).map((text) => of(text).toSorted().join('\n'))).size > 1).map(({ key }) => key)

const lines = (body: string, pattern: RegExp) => body.match(pattern) ?? []
const levels = ({ body }: Text) => lines(body, /^#+(?= )/gm)
const words = ({ body }: Text) => body.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

describe('the shipped articles', () => {
  test('are help texts, neither notes nor manuals', () => {
    expect(namesWhere((text) => words(text) < 300 || words(text) > 900)).toEqual([])
    expect(namesWhere((text) => levels(text).length < 3)).toEqual([])
    expect(namesWhere(({ summary }) => summary.length < 60 || summary.length > 220)).toEqual([])
  })

  test('say the same in every language: sections, steps, points and callouts', () => {
    expect(differing(levels)).toEqual([])
    expect(differing(({ body }) => lines(body, /^\s*\d+\.(?= )/gm))).toEqual([])
    expect(differing(({ body }) => lines(body, /^\s*-(?= )/gm))).toEqual([])
    expect(differing(({ body }) => lines(body, /^>(?= \*\*)/gm))).toEqual([])
  })

  test('lead to the same places in every language', () => {
    expect(differing(({ body }) => [...new Set([...articlesLinked(body), ...pagesLinked(body)])])).toEqual([])
  })

  test('quote the operator’s numbers, the same in every language', () => {
    const names: readonly string[] = brandWordNames
    const numbers = ({ title, summary, body }: Text) => namesIn([title, summary, body].join('\n')).filter((name) => !names.includes(name))
    expect(differing(numbers)).toEqual([])
    expect(texts.flatMap(numbers).filter((name) => !(name in settings))).toEqual([])
  })

  test('number their steps one by one', () => {
    expect(namesWhere(({ body }) => stepsOf(body).some((steps) => steps.some((step, place) => step !== place + 1)))).toEqual([])
  })

  test('call out in the same words everywhere', () => {
    const callouts = { en: ['Note'], sv: ['Obs'] } as const
    const labels = (body: string) => [...body.matchAll(/^> \*\*([^*:]+):\*\*/gm)].map(([, label]) => label)
    expect(namesWhere(({ locale, body }) => labels(body).some((label) => !(callouts[locale as keyof typeof callouts] as readonly unknown[]).includes(label)))).toEqual([])
  })

  test('have the quotation marks of a book', () => {
    expect(namesWhere(({ body }) => /["']/.test(body))).toEqual([])
  })
})

/** The numbers of each list. One that goes on after a paragraph goes on counting. */
const stepsOf = (body: string): number[][] =>
  body.split(/^#+ .*$/m).flatMap((section) => {
    const lists: number[][] = []
    for (const [, number] of section.matchAll(/^(\d+)\. /gm)) {
      if (number === '1' || lists.length === 0) lists.push([])
      lists.at(-1)?.push(Number(number))
    }
    return lists
  })
