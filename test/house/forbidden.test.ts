import { expect, test } from 'vitest'
import { at, code, filesEnding, isNode, nodesOf, parse, type Node, type Source } from './sources.ts'

// This file holds what it looks for.
const others = code.filter(({ file }) => file !== 'test/house/forbidden.test.ts')

test('no value escapes the types: no `any`, no silenced error', () => {
  expect(others.flatMap((source) => [...nodes(source, isAny), ...lines(source, /@ts-(ignore|nocheck|expect-error)/)])).toEqual([])
})

test('no module is mocked', () => {
  expect(others.flatMap((source) => lines(source, /\bvi\.(do)?mock\b|\bvi\.hoisted\b/i))).toEqual([])
})

test('the environment is read in server/config.ts alone', () => {
  expect(others.filter(({ file }) => !mayReadEnvironment.test(file)).flatMap((source) => nodes(source, isEnvironment))).toEqual([])
})

test('nothing is left to do', () => {
  expect([...others, ...texts].flatMap((source) => lines(source, /\b(TODO|FIXME|XXX)\b/))).toEqual([])
})

test('no real marketplace and no other help desk is named', () => {
  expect([...others, ...texts].flatMap((source) => lines(source, names))).toEqual([])
})

test('the checks find what they look for', () => {
  const source: Source = { file: 'a.ts', text: 'const a: any = 1\nconst b = process.env.PORT\n// TODO later' }
  expect(nodes(source, isAny)).toEqual(['a.ts:1 any'])
  expect(nodes(source, isEnvironment)).toEqual(['a.ts:2 process.env'])
  expect(lines(source, /TODO/)).toEqual(['a.ts:3 // TODO later'])
})

const texts = filesEnding('.json', '.yaml', '.md', '.css', '.html')

const names = /\b(booking\.com|airbnb|expedia|hotels\.com|agoda|vrbo|zendesk|freshdesk|chatwoot|libredesk|zammad|freescout|rocket\.chat)\b/i

const mayReadEnvironment = /^(server\/config\.ts|bin\/.*|scripts\/.*|test\/.*|bench\/.*|.*\.(test|fixture)\.tsx?)$/

type Kind = { name: string; matches: (node: Node) => boolean }
const isAny: Kind = { name: 'any', matches: ({ type }) => type === 'TSAnyKeyword' }
const isEnvironment: Kind = {
  name: 'process.env',
  matches: ({ type, object, property }) => type === 'MemberExpression' && isNamed(object, 'process') && isNamed(property, 'env'),
}
const isNamed = (value: unknown, name: string) => isNode(value) && value.name === name

const nodes = (source: Source, { name, matches }: Kind) =>
  [...nodesOf(parse(source))].filter(({ node }) => matches(node)).map(({ node }) => at(source, node, name))

const lines = ({ file, text }: Source, pattern: RegExp) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []))
