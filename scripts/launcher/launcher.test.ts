import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

test('installs what is missing once, without a question, and hands over with the exit code of the server', async () => {
  const place = checkout()
  expect(await place.run(['start', '--say', 'hello'])).toMatchObject({ code: 7, stdout: 'server start --say hello\n' })
  expect(place.npmCalls()).toEqual([`${quietly} install --no-save --omit=dev`])
  await place.run(['start'])
  expect(place.npmCalls()).toHaveLength(1)
})

test('the test tools are added to what is there, and a later start takes nothing away', async () => {
  const place = checkout()
  await place.run(['start'])
  await place.run(['test'])
  expect(place.npmCalls()[1]).toBe(`${quietly} install --no-save --include=dev`)
  await place.run(['start'])
  expect(place.npmCalls()).toHaveLength(2)
})

test('a changed package-lock.json installs anew and keeps the test tools', async () => {
  const place = checkout()
  await place.run(['test'])
  place.write('package-lock.json', JSON.stringify({ packages: { ...locked, 'node_modules/zod': { version: '4.0.1' } } }))
  await place.run(['start'])
  expect(place.npmCalls()[1]).toBe(`${quietly} install --no-save --include=dev`)
})

test.each([
  ['npm error code ENOSPC\nnpm error nospc no space left on device', 'The disk is full'],
  ['npm error code EAI_AGAIN\nnpm error request to the registry failed', 'The package registry does not answer'],
  ['npm error code EACCES\nnpm error permission denied', 'may not write'],
  ['npm error code EINTEGRITY', 'damaged or altered'],
  ['npm error something nobody has seen', 'npm said:\nnpm error something nobody has seen'],
])('says what to do when npm says %j', async (said, meaning) => {
  const { code, stderr } = await checkout().run(['start'], { NPM_SAYS: said })
  expect(code).toBe(1)
  expect(stderr).toContain(meaning)
  expect(stderr).toContain(said)
})

test('says where npm comes from when there is none', async () => {
  const { code, stderr } = await checkout().run(['start'], { npm_execpath: '', PATH: '/nowhere' })
  expect(code).toBe(1)
  expect(stderr).toContain('npm is not found. It comes with Node')
})

test('fetches a pinned Node that npm left out, once, and does without it when the Node at hand is new enough', async () => {
  const place = checkout()
  expect(await place.run(['start'], { WITHOUT_NODE: '1' })).toMatchObject({ code: 7 })
  expect(place.npmCalls()[1]).toBe(`${quietly} rebuild node`)
  await place.run(['start'])
  expect(place.npmCalls()).toHaveLength(2)
})

test('an old npm that leaves out what is compiled for this system is helped by a current one', async () => {
  const place = checkout()
  const compiled = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
  place.write('package-lock.json', JSON.stringify({ packages: { ...locked, 'node_modules/compiled': compiled } }))
  const { stderr } = await place.run(['start'])
  expect(place.npmCalls()[1]).toBe(`${quietly} exec --package=npm@11 -- npm ${quietly} install --no-save --omit=dev`)
  expect(stderr).toContain('npm left out compiled')
})

test.each(['SIGTERM', 'SIGKILL'] as const)('a %s for the launcher alone ends the server cleanly', async (signal) => {
  const place = checkout()
  const { child, output } = place.spawn(['start', '--wait'])
  await expect.poll(() => output.stdout).toContain('server start')
  child.kill(signal)
  await expect.poll(() => existsSync(path.join(place.folder, 'stopped'))).toBe(true)
})

const quietly = '--no-audit --no-fund --loglevel=error --yes'

const locked = {
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/vitest': { version: '5.0.0', dev: true },
  'node_modules/elsewhere': { version: '1.0.0', optional: true },
}

const fakeNpm = `
const fs = require('node:fs')
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
if (process.env.NPM_SAYS) { console.error(process.env.NPM_SAYS); process.exit(1) }
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
const there = Object.entries(packages).filter(([, p]) => !p.optional && (!p.dev || process.argv.includes('--include=dev')))
fs.mkdirSync('node_modules/node/bin', { recursive: true })
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(there) }))
if (!process.env.WITHOUT_NODE && !fs.existsSync('node_modules/node/bin/node')) fs.symlinkSync(process.execPath, 'node_modules/node/bin/node')
`

const fakeServer = `
import { writeFileSync } from 'node:fs'
import { whenLauncherEnds } from './parent-watch.ts'
console.log('server ' + process.argv.slice(2).join(' '))
if (!process.argv.includes('--wait')) process.exit(7)
const timer = setInterval(() => undefined, 1000)
whenLauncherEnds(() => { writeFileSync('stopped', ''); clearInterval(timer) })
`

/** A folder with the launcher, an npm that only pretends, and a server of five lines. */
const checkout = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hospes-launcher-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  for (const part of ['bin', 'scripts/launcher']) cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
  write('package.json', JSON.stringify({ type: 'module' }))
  write('package-lock.json', JSON.stringify({ packages: locked }))
  write('npm/package.json', JSON.stringify({ type: 'commonjs' }))
  write('npm/npm-cli.js', fakeNpm)
  write('dist/server/main.js', fakeServer)
  symlinkSync(path.join(root, 'server/platform/parent-watch.ts'), path.join(folder, 'dist/server/parent-watch.ts'))
  for (const script of ['scripts/build.ts', 'scripts/test.ts']) write(script, '')
  const begin = (args: string[], env: Record<string, string> = {}) => start(folder, args, env)
  return {
    folder,
    write,
    spawn: begin,
    run: async (args: string[], env: Record<string, string> = {}) => {
      const { child, output } = begin(args, env)
      const [code] = (await once(child, 'close')) as [number]
      return { code, ...output }
    },
    npmCalls: () => readFileSync(path.join(folder, 'npm-calls'), 'utf8').trim().split('\n'),
  }
}

const start = (folder: string, args: string[], env: Record<string, string>): { child: ChildProcess; output: { stdout: string; stderr: string } } => {
  const child = spawn(process.execPath, ['bin/hospes', ...args], {
    cwd: folder,
    env: { ...process.env, npm_execpath: path.join(folder, 'npm/npm-cli.js'), ...env },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  return { child, output }
}
