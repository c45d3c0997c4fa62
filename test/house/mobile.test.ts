import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './sources.ts'

const place = mkdtempSync(path.join(tmpdir(), 'hospes-mobile-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@capacitor/cli/package.json')), 'bin/capacitor')
const cap = (...words: string[]) =>
  spawnSync(process.execPath, [cli, ...words], { cwd: path.join(place, 'mobile'), encoding: 'utf8', timeout: 60_000 })
const inProject = (file: string) => readFileSync(path.join(place, 'mobile/android', file), 'utf8')
const own = (file: string) => readFileSync(path.join(root, 'mobile', file), 'utf8')

test('the project for the stores makes an Android app around an installation, and syncs it, without network or SDK', () => {
  cpSync(path.join(root, 'mobile'), path.join(place, 'mobile'), { recursive: true, filter: (from) => !/\/mobile\/(android|ios)(\/|$)/.test(from) })
  symlinkSync(path.join(root, 'node_modules'), path.join(place, 'node_modules'))
  for (const words of [['add', 'android'], ['sync', 'android']]) {
    const { status, stdout, stderr } = cap(...words)
    expect(status, `${words.join(' ')}: ${stdout}${stderr}`).toBe(0)
  }
  const config = JSON.parse(own('capacitor.config.json')) as { appId: string; appName: string; server: { url: string } }
  expect(config.server.url).toMatch(/^https:\/\/[^/]+\/[a-z]{2}\/app$/)
  expect(JSON.parse(inProject('app/src/main/assets/capacitor.config.json'))).toEqual(config)
  expect(inProject('app/build.gradle')).toContain(`applicationId "${config.appId}"`)
  expect(inProject('app/src/main/res/values/strings.xml')).toContain(`<string name="app_name">${config.appName}</string>`)
  expect(inProject('app/src/main/assets/public/no-line.html')).toBe(own('www/no-line.html'))
  expect(own('www/no-line.html')).toContain(config.server.url)
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  expect(devDependencies).toMatchObject((JSON.parse(own('package.json')) as { devDependencies: Record<string, string> }).devDependencies)
})
