import { spawn } from 'node:child_process'
import { spawnIds, type Account } from './account.ts'

export type Outcome = { ok: boolean; output: string }
type Setting = { cwd: string; account?: Account | undefined }

/** Runs a program to its end. A program that cannot even start is an outcome too. */
export const run = (file: string, args: string[], { cwd, account }: Setting) =>
  new Promise<Outcome>((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: childEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...spawnIds(account),
    })
    let output = ''
    const keep = (part: string) => {
      output = (output + part).slice(-longestOutput)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
    child.on('exit', (code) => {
      // On Windows the server that pg_ctl started holds these pipes open for as long as it lives.
      setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ ok: code === 0, output })
      }, 500).unref()
    })
  })

export const canEnter = async (folder: string, account: Account) =>
  (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', account })).ok

// Nothing of Hospes' own environment: LC_* decides what initdb builds, PG* where it connects, LD_* which libraries it
// loads, and macOS refuses to start postgres without a valid LC_ALL. Windows adds what it needs by itself.
export const childEnvironment: NodeJS.ProcessEnv =
  process.platform === 'win32' ? {} : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

const longestOutput = 64 * 1024
