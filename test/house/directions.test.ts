import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

// What visitors see runs from right to left as well: a side is its beginning or its end, never left or right.
const sided = /\b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b|(?:^|[;{"\s])(?:left|right)\s*:|text-align\s*:\s*(?:left|right)|\bfloat\s*:/

test('the styles of pages and mails know no left and no right', () => {
  const files = globSync(['web/pages/styles/*.css', 'web/ui/*.css', 'server/modules/channels/email/html.ts'], { cwd: root })
  expect(files.length).toBeGreaterThan(5)
  const found = files.flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8').split('\n').flatMap((line, at) => (sided.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])))
  expect(found).toEqual([])
})

test('the search for sides finds them', () => {
  const lines = ['margin-left: 4px', '  left: 0;', 'text-align: right', '.a { float: left }', 'style="padding-right:4px"', 'style="color:red;right:0"']
  expect(lines.filter((line) => !sided.test(line))).toEqual([])
  expect(['margin-inline-start: 4px', '.align-right { text-align: end; }', 'inset-inline-start: 0'].filter((line) => sided.test(line))).toEqual([])
})
