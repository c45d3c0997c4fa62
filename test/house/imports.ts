import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isNode, nodesOf, parse, root, type Node, type Source } from './sources.ts'

/** One import, type imports and re-exports included. `target` is a file of ours, null when it is a package. */
export type Import = { specifier: string; target: string | null; node: Node }

export const importsOf = (source: Source): Import[] =>
  [...nodesOf(parse(source))].flatMap(({ node }) => {
    const specifier = specifierOf(node)
    return specifier === null ? [] : [{ specifier, target: resolve(source.file, specifier), node }]
  })

/** `a/b` of `@a/b/c`, `a` of `a/b`. */
export const packageOf = (specifier: string) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

const importing = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'])

const specifierOf = (node: Node) => {
  const from = importing.has(node.type) ? (node.source ?? node.argument) : null
  return isNode(from) && typeof from.value === 'string' ? from.value : null
}

const resolve = (file: string, specifier: string) => {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  if (specifier.startsWith('#')) return resolveInside(specifier)
  return null
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> }
// As Node does it: an exact name first, then the pattern with the longest beginning.
const names = Object.keys(manifest.imports).toSorted((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length)

const resolveInside = (specifier: string) => {
  const name = names.includes(specifier) ? specifier : names.find((each) => each.endsWith('*') && specifier.startsWith(each.slice(0, -1)))
  if (name === undefined) throw new Error(`${specifier} is not among the imports of package.json`)
  const target = manifest.imports[name] ?? ''
  return path.posix.normalize(target.replace('*', specifier.slice(name.length - 1)))
}
