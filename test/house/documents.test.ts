import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { renderSettings } from '../../scripts/settings/render.ts'
import { root } from './sources.ts'

test('docs/operate/settings.md is what the settings say; `hospes settings` writes it', () => {
  expect(read('docs/operate/settings.md')).toBe(renderSettings())
})

test.each([
  ['README.md', 150],
  ['ARCHITECTURE.md', 150],
  ['CONTRIBUTING.md', 80],
])('%s is there and has at most %i lines', (file, most) => {
  expect(lines(file)).toBeGreaterThan(0)
  expect(lines(file)).toBeLessThanOrEqual(most)
})

test('a decision fits on a page of 60 lines, a module introduces itself in 20', () => {
  expect(longer('docs/decisions/0*.md', 60)).toEqual([])
  expect(longer('server/modules/{*,channels/*}/README.md', 20)).toEqual([])
})

test('every module introduces itself', () => {
  const modules = globSync('server/modules/{*,channels/*}/index.ts', { cwd: root }).map((file) => path.dirname(file))
  expect(modules.filter((folder) => !existsSync(path.join(root, folder, 'README.md')))).toEqual([])
})

test('links between documents lead somewhere', () => {
  const documents = globSync(['*.md', 'docs/**/*.md', 'server/**/*.md'], { cwd: root })
  expect(documents.flatMap(deadLinks)).toEqual([])
})

const read = (file: string) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '')
const lines = (file: string) => read(file).split('\n').length - 1
const longer = (pattern: string, most: number) => globSync(pattern, { cwd: root }).filter((file) => lines(file) > most)

const deadLinks = (file: string) =>
  [...read(file).matchAll(/\]\((?!https?:|mailto:|#|\/)([^)\s#]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
    .map((target) => `${file} → ${target}`)
