import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { texts as english } from '../../locales/en/desk-areas.ts'
import { texts as swedish } from '../../locales/sv/desk-areas.ts'
import type { TextKey } from './texts.ts'

const literal = 0
type Part = ReturnType<IntlMessageFormat['getAst']>[number]

const valuesIn = (parts: Part[]): string[] =>
  parts.flatMap((part) => [
    ...('value' in part && part.type !== literal ? [part.value] : []),
    ...('options' in part ? Object.values(part.options).flatMap((option) => valuesIn(option.value)) : []),
  ])
const values = (message: string) => [...new Set(valuesIn(new IntlMessageFormat(message, 'en').getAst()))].toSorted()

test('every text of the desk stands in both languages and asks for the same values', () => {
  expect(Object.keys(swedish)).toEqual(Object.keys(english))
  const different = (Object.keys(english) as TextKey[]).filter((key) => values(english[key]).join() !== values(swedish[key]).join())
  expect(different).toEqual([])
})
