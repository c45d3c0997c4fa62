import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { localesOffered, texts, type Locale } from './texts.ts'

const english = texts.en

/** The demo's own pages speak Swedish and English, as the desk does (docs/decisions/0017-ten-locales.md). */
const inDemo = ['sv', 'en']

// The staff's app loads its own file.
const filesOf = (locale: Locale) =>
  readdirSync(path.join(import.meta.dirname, locale)).filter((name) => name.endsWith('.json') && !name.startsWith('desk'))
const read = (locale: Locale, name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, locale, name), 'utf8')) as Record<string, string>

test.each(localesOffered)('every file of %s is loaded, and no key stands in two of them', (locale) => {
  const keys = filesOf(locale).flatMap((name) => Object.keys(read(locale, name)))
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  expect(keys.toSorted()).toEqual([...texts[locale].keys()].toSorted())
})

test.each(localesOffered)('%s has every text', (locale) => {
  const asked = [...english.keys()].filter((key) => inDemo.includes(locale) || !key.startsWith('demo.'))
  expect(asked.filter((key) => !texts[locale].get(key)?.trim())).toEqual([])
})

test.each(localesOffered)('%s says nothing that English does not have, and asks for the same values', (locale) => {
  const wrong = [...texts[locale]].filter(([key, message]) => {
    const original = english.get(key)
    return original === undefined || valuesOf(message).join() !== valuesOf(original).join()
  })
  expect(wrong.map(([key]) => key)).toEqual([])
})

test.each(localesOffered)('%s leaves dates and times to the translator, which knows the zone', (locale) => {
  const zoneless = [...texts[locale]].filter(([, message]) => partsOf(message).some(({ type }) => type === kind.date || type === kind.time))
  expect(zoneless.map(([key]) => key)).toEqual([])
})

test.each(localesOffered)('%s counts with every form of its plural', (locale) => {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted().join()
  const wrong = [...texts[locale]].filter(([, message]) =>
    partsOf(message).some((part) => part.type === kind.plural && Object.keys(part.options).filter((form) => !form.startsWith('=')).toSorted().join() !== forms))
  expect(wrong.map(([key]) => key)).toEqual([])
})

test('French keeps its signs on the line of the word before them', () => {
  expect([...texts.fr].filter(([, message]) => / [?!;:»]|« /.test(message)).map(([key]) => key)).toEqual([])
})

// The parser's numbers for the kinds of parts of a message.
const kind = { literal: 0, date: 3, time: 4, plural: 6 } as const
type Part = ReturnType<IntlMessageFormat['getAst']>[number]

const valuesOf = (message: string) =>
  [...new Set(partsOf(message).flatMap((part) => (part.type === kind.literal || !('value' in part) ? [] : [part.value])))].toSorted()

const partsOf = (message: string) => flat(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())

const flat = (parts: Part[]): Part[] =>
  parts.flatMap((part) => ('options' in part && part.options ? [part, ...Object.values(part.options).flatMap(({ value }) => flat(value))] : [part]))
