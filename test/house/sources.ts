import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'rolldown/utils'

export const root = path.join(import.meta.dirname, '../..')

/** A file of ours: its path from the root with forward slashes, and its text. */
export type Source = { file: string; text: string }

const folders = ['bench', 'bin', 'content', 'contract', 'db', 'scripts', 'server', 'test', 'web']

/** Every file of the project with one of these endings, in the order of paths. */
export const filesEnding = (...endings: string[]): Source[] =>
  folders
    .flatMap((folder) => list(folder))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))

const list = (folder: string) => {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  } catch {
    return []
  }
}

/** Everything that is written in TypeScript or JavaScript. */
export const code: readonly Source[] = filesEnding('.ts', '.tsx', '.js')
export const isTest = ({ file }: Source) => /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith('test/')

/** A syntax tree's node: whatever its kind, it has a type and a place. */
export type Node = { type: string; start: number; end: number } & Record<string, unknown>

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const trees = new Map<Source, Node>()

export const parse = (source: Source): Node => {
  const known = trees.get(source)
  if (known) return known
  const { program, errors } = parseSync(source.file, source.text)
  const tree: unknown = program
  if (errors.length > 0 || !isNode(tree)) throw new Error(`${source.file}: ${errors[0]?.message ?? 'no tree'}`)
  trees.set(source, tree)
  return tree
}

/** Every node below and including this one with the node it hangs from, parents first. */
export function* nodesOf(node: Node, parent: Node | null = null): Generator<{ node: Node; parent: Node | null }> {
  yield { node, parent }
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child, node)
}

export const lineAt = ({ text }: Source, offset: number) => text.slice(0, offset).split('\n').length

/** Where something is found, as `file:line what`. */
export const at = (source: Source, node: Node, what: string) => `${source.file}:${lineAt(source, node.start)} ${what}`
