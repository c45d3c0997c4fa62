import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

/** May be shipped with a work under the AGPL. */
const allowed = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'LGPL-3.0-or-later', 'MIT', 'MIT-0', 'MPL-2.0', 'PostgreSQL', 'PSF-2.0', 'Unlicense'])

/** Packages whose licence npm does not know by name; each was read. */
const readByHand: Record<string, string> = {
  'node_modules/dejavu-fonts-ttf': 'Bitstream Vera: free to embed, to ship and to sell as part of a larger work',
  'node_modules/png-js': 'MIT, in its LICENSE file',
}

type Package = { version: string; license?: string; dev?: boolean; devOptional?: boolean }
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Package> }
const shipped = Object.entries(lock.packages).filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)

test('every package that comes with Hospes may be shipped with it', () => {
  expect(shipped.length).toBeGreaterThan(20)
  expect(shipped.filter(([folder, { license = 'none' }]) => !mayShip(license) && !(folder in readByHand)).map(([folder, { license }]) => `${folder} ${license}`)).toEqual([])
})

test('a choice of licences is good when one of them is', () => {
  expect(mayShip('(MIT OR GPL-3.0)')).toBe(true)
  expect(mayShip('MIT AND Proprietary')).toBe(false)
})

const mayShip = (expression: string) =>
  expression.replaceAll(/[()]/g, '').split(' OR ').some((choice) => choice.split(' AND ').every((name) => allowed.has(name.trim())))
