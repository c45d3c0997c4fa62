import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { nodeArgs, nodeEnv } from './node-settings.js'
import { root } from './place.js'

/**
 * Runs the built server with this terminal and waits for its end. The channel between the two tells the server when to
 * stop: it closes on a signal, and by itself when this process is killed.
 * @param {string} node
 * @param {string[]} args
 */
export const handOver = (node, args) =>
  wait(spawn(node, [...nodeArgs, path.join(root, 'dist/server/main.js'), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  }))

/**
 * Runs one of our scripts.
 * @param {string} node
 * @param {string[]} args
 */
export const run = (node, args) => wait(spawn(node, args, { stdio: 'inherit', cwd: root, env }))

const env = { ...nodeEnv, ...process.env }

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code
 */
const wait = (child) => {
  // A Ctrl-C reaches every process of the terminal by itself; passed on, the child would see two.
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    if (child.connected) child.disconnect()
    else if (signal !== 'SIGINT') child.kill(signal)
  }
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, end)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, end)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
