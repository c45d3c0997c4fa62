import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { npm } from './npm.js'
import { root } from './place.js'
import { Trouble } from './trouble.js'

/**
 * The Node that Hospes runs on: the one of the npm package `node`, which an install script fetches. Where npm has not run
 * that script, or the binary is for another C library, a Node 24 or newer that started this will do.
 * @param {{ fresh: boolean }} install `fresh`: the packages were installed just now
 */
export const findNode = ({ fresh }) => {
  if (runs(pinned)) return pinned
  const current = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
  if (fresh || !current) npm(['rebuild', 'node'])
  if (runs(pinned)) return pinned
  if (current) return current
  throw new Trouble(advice)
}

export const pinned = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** @param {string} program */
export const runs = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

const advice = `Hospes runs on Node 24, and npm has not fetched it: the install script of the package "node" did not run (here: Node ${process.versions.node}).
Either allow that script (\`npm config get ignore-scripts\` should say false; then \`npm rebuild node\`), or start Hospes with Node 24 or newer from https://nodejs.org`
