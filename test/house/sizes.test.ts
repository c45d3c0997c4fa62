import { expect, test } from 'vitest'
import { at, code, filesEnding, isNode, isTest, nodesOf, parse, lineAt, type Node, type Source } from './sources.ts'

const most = { fileLines: 300, functionLines: 60, componentLines: 120, parameters: 3 }

/** What may be longer, and why. */
const longFiles: Record<string, string> = {
  'db/tables.ts': 'generated from the schema',
  'db/schema.sql': 'generated from the migrations',
}

test(`no file is longer than ${most.fileLines} lines`, () => {
  const sources = [...code, ...filesEnding('.css', '.sql')].filter(({ file }) => !(file in longFiles))
  expect(sources.filter(({ text }) => linesOf(text) > most.fileLines).map(({ file, text }) => `${file} ${linesOf(text)}`)).toEqual([])
})

test(`no function is longer than ${most.functionLines} lines, no component than ${most.componentLines}`, () => {
  expect(product.flatMap(tooLong)).toEqual([])
})

test(`no function takes more than ${most.parameters} parameters`, () => {
  expect(product.flatMap(tooManyParameters)).toEqual([])
})

test('the measuring finds what it looks for', () => {
  const body = 'x()\n'.repeat(60)
  const source = (text: string): Source => ({ file: 'a.tsx', text })
  expect(tooLong(source(`export const a = () => {\n${body}}`))).toEqual(['a.tsx:1 a: 62 lines'])
  expect(tooLong(source(`export const A = () => {\n${body}}`))).toEqual([])
  expect(tooLong(source(`const o = {\n\n m() {\n${body}} }`))).toEqual(['a.tsx:3 m: 62 lines'])
  expect(tooManyParameters(source('class A { m(a: 1, b: 2, c: 3, d: 4) {} }'))).toEqual(['a.tsx:1 m: 4 parameters'])
})

// A test file's describe() holds all its tests, and a table of cases has as many parameters as columns.
const product = code.filter((source) => !isTest(source))

const linesOf = (text: string) => text.trimEnd().split('\n').length

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const functionsOf = (source: Source) =>
  [...nodesOf(parse(source))]
    .filter(({ node }) => functionTypes.has(node.type))
    .map(({ node, parent }) => ({
      node,
      name: nameOf(node) ?? nameOf(parent) ?? 'a function',
      lines: lineAt(source, node.end) - lineAt(source, node.start) + 1,
    }))

const tooLong = (source: Source) =>
  functionsOf(source)
    .filter(({ name, lines }) => lines > (isComponent(source, name) ? most.componentLines : most.functionLines))
    .map(({ node, name, lines }) => at(source, node, `${name}: ${lines} lines`))

const tooManyParameters = (source: Source) =>
  functionsOf(source)
    .filter(({ node }) => parametersOf(node) > most.parameters)
    .map(({ node, name }) => at(source, node, `${name}: ${parametersOf(node)} parameters`))

const isComponent = ({ file }: Source, name: string) => file.endsWith('.tsx') && /^[A-Z]/.test(name)
const parametersOf = ({ params }: Node) => (Array.isArray(params) ? params.length : 0)

/** The name a function has or is given: by itself, its variable, its property. */
const nameOf = (node: Node | null) => {
  const named = node?.id ?? node?.key
  return isNode(named) && typeof named.name === 'string' ? named.name : null
}
