import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { root } from './place.js'
import { Trouble } from './trouble.js'

/**
 * Runs npm without a question and without its warnings, which are about other people's packages.
 * @param {string[]} args
 * @param {string} node the Node that npm runs on, and chooses packages for
 */
export const npm = (args, node = process.execPath) => {
  const [program, ...before] = npmProgram(node)
  const all = [...before, ...quietly, ...args]
  const { status, error, stdout, stderr } = spawnSync(program, all, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` },
    shell: process.platform === 'win32' && before.length === 0,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Trouble('npm is not found. It comes with Node: install Node 20 or newer from https://nodejs.org and start again.')
  return { ok: status === 0, output: `${error?.message ?? ''}${stderr}${stdout}` }
}

export const quietly = ['--no-audit', '--no-fund', '--loglevel=error', '--yes']

/**
 * The npm that started this, so that an npm outside PATH works too.
 * @param {string} node
 * @returns {[string, ...string[]]}
 */
const npmProgram = (node) => {
  const started = process.env.npm_execpath
  return started?.endsWith('npm-cli.js') ? [node, started] : ['npm']
}
