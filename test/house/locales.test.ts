import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { code, isNode, isTest, nodesOf, parse, root, type Node, type Source } from './sources.ts'

// The texts of the pages have their own tests beside them, web/locales/complete.test.ts.
test("the desk's texts are complete in both its languages and ask for the same values", () => {
  const [sv, en] = [readDesk('sv'), readDesk('en')]
  expect(Object.keys(sv).toSorted()).toEqual(Object.keys(en).toSorted())
  expect(Object.keys(en).filter((key) => !sv[key]?.trim() || !en[key]?.trim())).toEqual([])
  expect(Object.keys(en).filter((key) => valuesOf(sv[key]) !== valuesOf(en[key]))).toEqual([])
})

test('every text is used somewhere', () => {
  const used = code.filter((source) => !isTest(source)).flatMap(mentions)
  const literal = new Set(used.filter((mention) => typeof mention === 'string'))
  const patterns = used.filter((mention) => mention instanceof RegExp)
  const keys = globSync('web/locales/en/*.json', { cwd: root }).flatMap((file) => Object.keys(read(file)))
  expect(keys.filter((key) => !literal.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([])
})

test('the search for uses finds literals and patterns', () => {
  const source: Source = { file: 'a.ts', text: 't(`lane.${lane}`); t("skip.list"); const url = `${a}/${b}`' }
  expect(mentions(source)).toEqual([/^lane\..+$/, 'skip.list'])
})

const readDesk = (locale: string): Record<string, string> =>
  Object.assign({}, ...globSync(`web/locales/${locale}/desk*.json`, { cwd: root }).map(read))

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>

const valuesOf = (message = '') => {
  const names = new Set<string>()
  const collect = (parts: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const part of parts) {
      if (part.type !== literalPart && 'value' in part) names.add(part.value)
      if ('options' in part && part.options) for (const { value } of Object.values(part.options)) collect(value)
    }
  }
  collect(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].toSorted().join()
}
const literalPart = 0

/** What a file may look a text up by: every string, and every template that begins with a word and a dot. */
const mentions = (source: Source): (string | RegExp)[] => [...nodesOf(parse(source))].flatMap(({ node }) => mention(node) ?? [])

const mention = (node: Node) => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  const pieces = node.quasis.map(textOf)
  if (pieces.length === 1) return pieces.join('')
  return /^[a-zA-Z-]+\./.test(pieces[0] ?? '') ? new RegExp(`^${pieces.map(escaped).join('.+')}$`) : null
}

// A part of a template has its text as { raw, cooked }.
const textOf = (quasi: unknown) => {
  const value = isNode(quasi) ? quasi.value : null
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
