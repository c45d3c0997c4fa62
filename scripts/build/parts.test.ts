import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { dist, replacePart, whenStale } from './parts.ts'

const name = `trial-${process.pid}`
const source = `dist/${name}.txt`
const made = path.join(dist, name, 'made')

afterEach(() => {
  for (const end of ['', '.txt', '.stamp']) rmSync(path.join(dist, name + end), { recursive: true, force: true })
})

const make = (text: string) => whenStale({ name, sources: [source], make: () => replacePart(name, async (folder) => writeFileSync(path.join(folder, 'made'), text)) })
const sourceIs = async (text: string) => writeFileSync(path.join(dist, `${name}.txt`), text)

test('a part is made when its sources changed, and only then', async () => {
  await replacePart(name, async () => undefined)
  await sourceIs('one')
  await make('first')
  await make('second')
  expect(readFileSync(made, 'utf8')).toBe('first')
  await sourceIs('two')
  await make('third')
  expect(readFileSync(made, 'utf8')).toBe('third')
})

test('a part that cannot be made leaves the old one, and is tried again', async () => {
  await replacePart(name, async (folder) => writeFileSync(path.join(folder, 'made'), 'old'))
  await sourceIs('one')
  const broken = whenStale({ name, sources: [source], make: () => replacePart(name, () => Promise.reject(new Error('broken'))) })
  await expect(broken).rejects.toThrow('broken')
  expect(readFileSync(made, 'utf8')).toBe('old')
  expect(existsSync(path.join(dist, `${name}.stamp`))).toBe(false)
  await make('new')
  expect(readFileSync(made, 'utf8')).toBe('new')
})
