import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, packageOf } from './imports.ts'
import { at, code, isTest, root, type Source } from './sources.ts'

const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }

// `npm start` installs no test tools.
const runs = ({ file }: Source) => /^(server|contract|web|db)\//.test(file) || file.startsWith('scripts/build')

const lacking = (source: Source) =>
  importsOf(source).flatMap(({ specifier, target, node }) =>
    target !== null || isBuiltin(specifier) || isOfTypes(node) || packageOf(specifier) in dependencies ? [] : [at(source, node, specifier)],
  )

const isOfTypes = (node: Record<string, unknown>) => node['importKind'] === 'type' || node['exportKind'] === 'type' || node['type'] === 'TSImportType'

test('what runs needs no package that only tests have', () => {
  expect(code.filter((source) => runs(source) && !isTest(source)).flatMap(lacking)).toEqual([])
  expect(lacking({ file: 'server/a.ts', text: "import { SMTPServer } from 'no-such-package'" })).toEqual(['server/a.ts:1 no-such-package'])
})
