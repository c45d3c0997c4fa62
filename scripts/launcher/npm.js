import { spawnSync } from 'node:child_process'
import { root } from './place.js'
import { Trouble } from './trouble.js'

/**
 * Runs npm without a question and without its warnings, which are about other people's packages.
 * @param {string[]} args
 */
export const npm = (args) => {
  const [program, ...before] = npmProgram()
  const all = [...before, ...args, '--no-audit', '--no-fund', '--loglevel=error', '--yes']
  const { status, error, stdout, stderr } = spawnSync(program, all, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && before.length === 0,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Trouble('npm is not found. It comes with Node: install Node 20 or newer from https://nodejs.org and start again.')
  return { ok: status === 0, output: `${error?.message ?? ''}${stderr}${stdout}` }
}

/** The npm that started this, so that an npm outside PATH works too. @returns {[string, ...string[]]} */
const npmProgram = () => {
  const started = process.env.npm_execpath
  return started?.endsWith('npm-cli.js') ? [process.execPath, started] : ['npm']
}
