import { expect, test } from 'vitest'
import { belowModules, modulesBelow, parts, readModels } from '../../server/architecture.ts'
import { importsOf, packageOf, type Import } from './imports.ts'
import { at, code, isTest, type Source } from './sources.ts'

test('imports point down, as server/architecture.ts says', () => {
  expect(code.filter((source) => !isTest(source)).flatMap(wrongImports)).toEqual([])
})

test('modules, kernel, platform and contract are entered by their names', () => {
  expect(code.flatMap(sideDoors)).toEqual([])
})

test('nothing imports itself in a circle, types included', () => {
  expect(circles(new Map(code.map((source) => [source.file, targetsOf(source)])))).toEqual([])
})

test('every module stands on a floor', () => {
  const names = new Set(code.map(({ file }) => areaOf(file)).filter((area) => area.startsWith('module ')))
  expect([...names].map(moduleName).filter((name) => modulesBelow(name) === null)).toEqual([])
  expect(readModels.filter((name) => modulesBelow(name) === null)).toEqual([])
})

test('the checks find what they look for', () => {
  const source = (file: string, specifier: string): Source => ({ file, text: `export type { A } from '${specifier}'` })
  expect(wrongImports(source('server/modules/brand/a.ts', '#identity'))).toEqual(['server/modules/brand/a.ts:1 imports module identity'])
  expect(wrongImports(source('server/modules/identity/a.ts', '#brand'))).toEqual([])
  expect(wrongImports(source('server/modules/topics/a.ts', '#brand'))).toHaveLength(1)
  expect(wrongImports(source('server/modules/channels/email/a.ts', '#conversations'))).toEqual([])
  expect(wrongImports(source('server/modules/conversations/a.ts', '#email'))).toHaveLength(1)
  expect(wrongImports(source('contract/a.ts', 'kysely'))).toHaveLength(1)
  expect(wrongImports(source('web/desk/a.tsx', '#kernel'))).toHaveLength(1)
  expect(sideDoors(source('server/app/a.ts', '../modules/brand/queries.ts'))).toHaveLength(1)
  expect(sideDoors(source('server/modules/brand/a.ts', './queries.ts'))).toEqual([])
  expect(circles(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b → c → b'])
})

const entered = /^(module .*|kernel|platform|contract)$/

// What composes and what tests may import everything: the application, scripts, measurements.
const free = ['app', 'scripts', 'bench', 'test', 'bin']

const areaOf = (file: string) => {
  const module = /^server\/modules\/(?:channels\/)?([^/]+)\//.exec(file)?.[1]
  if (module) return `module ${module}`
  const [first = '', second = ''] = file.split('/')
  if (first === 'server') return second === 'kernel' || second === 'platform' ? second : 'app'
  return first === 'web' ? `web/${second}` : first
}

const moduleName = (area: string) => area.replace(/^module /, '')

const wrongImports = (source: Source) => {
  const own = areaOf(source.file)
  const allowed = allowedFrom(own)
  return importsOf(source).flatMap(({ target, specifier, node }) => {
    if (target === null) return packagesOf(own).includes(packageOf(specifier)) ? [] : [at(source, node, `imports the package ${specifier}`)]
    const area = areaOf(target)
    return area === own || allowed === 'everything' || allowed.includes(area) ? [] : [at(source, node, `imports ${area}`)]
  })
}

const allowedFrom = (area: string): readonly string[] | 'everything' => {
  if (free.includes(area)) return 'everything'
  if (area.startsWith('module ')) return [...belowModules, ...(modulesBelow(moduleName(area)) ?? []).map((name) => `module ${name}`)]
  return partOf(area)?.imports ?? []
}

const anyPackage = { includes: () => true }
const packagesOf = (area: string): Pick<readonly string[], 'includes'> => partOf(area)?.packages ?? anyPackage

type Part = { imports: readonly string[]; packages?: readonly string[] }
const partOf = (area: string): Part | undefined => (parts as Record<string, Part>)[area]

const sideDoors = (source: Source) =>
  importsOf(source)
    .filter((each) => isSideDoor(source, each))
    .map(({ node, specifier }) => at(source, node, `imports ${specifier}`))

const isSideDoor = ({ file }: Source, { target, specifier }: Import) =>
  target !== null && specifier.startsWith('.') && areaOf(target) !== areaOf(file) && entered.test(areaOf(target))

const targetsOf = (source: Source) => importsOf(source).flatMap(({ target }) => target ?? [])

/** Each circle once, as the path that closes it. */
const circles = (imports: ReadonlyMap<string, string[]>) => {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, trail: string[]) => {
    const since = trail.indexOf(file)
    if (since >= 0) found.push([...trail.slice(since), file].join(' → '))
    if (since >= 0 || done.has(file)) return
    for (const target of imports.get(file) ?? []) visit(target, [...trail, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return found
}
