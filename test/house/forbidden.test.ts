import { expect, test } from 'vitest'
import { at, code, filesEnding, isNode, isTest, nodesOf, parse, type Node, type Source } from './sources.ts'

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

test('S11 | npm test | no text becomes a program: nothing is evaluated or revived as code, and only the start of the own PostgreSQL runs others, without a shell that anybody’s words reach', () => {
  const product = others.filter((source) => /^(server|web|contract)\//.test(source.file) && !isTest(source))
  expect(product.length).toBeGreaterThan(500)
  // Only what names one of these is worth a tree.
  const named = product.filter(({ text }) => /\beval\b|\bFunction\b|deserialize|\bvm['"]|child_process|cluster['"]|set(Timeout|Interval)\(['"`]/.test(text))
  expect(named.flatMap((source) => nodes(source, isEvaluated))).toEqual([])
  expect(product.flatMap((source) => lines(source, /\bshell:|\bexec(Sync|File|FileSync)?\('/))).toEqual([])
  expect(named.filter((source) => nodes(source, isRunning).length > 0).map(({ file }) => file)).toEqual(['run', 'server'].map((name) => `server/platform/embedded-postgres/${name}.ts`))
  // Two fixed lines, which get a folder of the operator's as a word of its own.
  const shell = product.flatMap((source) => lines(source, /\/sh\b|'-c'/).filter((line) => line.includes('/bin/')))
  expect(shell.map((line) => line.replace(/^.*run\(|, \{.*$/g, ''))).toEqual([`'/bin/sh', ['-c', 'cd "$1" && : > file', 'sh', trial]`, `'/bin/sh', ['-c', 'cd "$1"', 'sh', folder]`])
  // Files that an operator edits are YAML; what comes from outside is JSON, forms and mail.
  expect(product.filter(({ text }) => text.includes("from 'yaml'")).map(({ file }) => file).filter((file) => !/^server\/(content|modules\/simulation)\//.test(file))).toEqual([])
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
  const running: Source = { file: 'b.ts', text: "import { exec } from 'node:child_process'\nimport { runInNewContext } from 'node:vm'\neval('1')\nnew Function('1')\nsetTimeout('1', 5)\nv8.deserialize(bytes)" }
  expect(nodes(running, isRunning)).toEqual(['b.ts:1 runs a program'])
  expect(nodes(running, isEvaluated)).toEqual([2, 3, 4, 5, 6].map((line) => `b.ts:${line} text as a program`))
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

const isOf = (node: unknown, ...modules: string[]) => isNode(node) && typeof node.value === 'string' && modules.includes(node.value.replace(/^node:/, ''))
const isRunning: Kind = { name: 'runs a program', matches: ({ source }) => isOf(source, 'child_process', 'cluster') }
const isEvaluated: Kind = {
  name: 'text as a program',
  matches: ({ type, callee, source, arguments: given }) =>
    isOf(source, 'vm') ||
    (/^(Call|New)Expression$/.test(type) &&
      (isNamed(callee, 'eval') || isNamed(callee, 'Function') || (isNode(callee) && isNamed(callee.property, 'deserialize')) ||
        (/^set(Timeout|Interval)$/.test(isNode(callee) ? String(callee.name) : '') && Array.isArray(given) && isNode(given[0]) && typeof given[0].value === 'string'))),
}

const nodes = (source: Source, { name, matches }: Kind) =>
  [...nodesOf(parse(source))].filter(({ node }) => matches(node)).map(({ node }) => at(source, node, name))

const lines = ({ file, text }: Source, pattern: RegExp) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []))
