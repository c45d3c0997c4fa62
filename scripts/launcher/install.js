import { readFileSync } from 'node:fs'
import path from 'node:path'
import { npm } from './npm.js'
import { root } from './place.js'
import { installTrouble } from './trouble.js'

/**
 * Brings node_modules to what package-lock.json says, if it is not there yet. Returns whether it did anything.
 * @param {{ tools: boolean }} wanted `tools`: those for tests too
 */
export const install = ({ tools }) => {
  const { lacking, hasTools } = compare()
  if (!lacking.packages && !(tools && lacking.tools)) return false
  console.error(lacking.packages ? 'Installing what Hospes needs: 0.5 GB, once, about half a minute …' : 'Installing the test tools …')
  const began = Date.now()
  // Not `npm ci`: it takes the packages from under a server that runs from this folder, and refuses a lock file without
  // the programs of every system, which npm itself leaves out.
  const { ok, output } = npm(['install', '--no-save', tools || hasTools ? '--include=dev' : '--omit=dev'])
  if (!ok) throw installTrouble(output)
  console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
  return true
}

/** What package-lock.json names and node_modules lacks or has in another version. */
const compare = () => {
  const there = packagesOf('node_modules/.package-lock.json')
  const wanted = Object.entries(packagesOf('package-lock.json')).filter(([folder]) => folder !== '')
  const wrong = wanted.filter(([folder, { version, optional }]) =>
    // What is for another system is optional and may be missing.
    folder in there ? there[folder]?.version !== version : !optional,
  )
  return {
    lacking: { packages: wrong.some(([, { dev }]) => !dev), tools: wrong.some(([, { dev }]) => dev) },
    hasTools: Object.values(there).some(({ dev }) => dev),
  }
}

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean }} Locked */

/**
 * npm keeps in node_modules a list of what it put there.
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return {}
  }
}
