import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pinned, runs } from './node.js'
import { npm, quietly } from './npm.js'
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
  const withTools = tools || hasTools
  const args = ['install', '--no-save', withTools ? '--include=dev' : '--omit=dev']
  const { ok, output } = npm(args)
  if (!ok) throw installTrouble(output)
  if (leftOut({ tools: withTools }).length > 0) npm(['exec', '--package=npm@11', '--', 'npm', ...quietly, ...args], runs(pinned) ? pinned : undefined)
  const missing = leftOut({ tools: withTools })
  if (missing.length > 0) console.error(`npm left out ${missing.join(', ')}: should something fail now, update npm and start again.`)
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

/**
 * What is compiled for this system and did not come all the same: npm before 9.8 takes every Linux for one without glibc,
 * and an early Node 20 is passed over by packages that ask for a newer one. A current npm on the pinned Node knows better.
 * @param {{ tools: boolean }} wanted
 */
const leftOut = ({ tools }) => {
  const there = packagesOf('node_modules/.package-lock.json')
  const library = cLibrary()
  return Object.entries(packagesOf('package-lock.json'))
    .filter(([folder, { dev }]) => (tools || !dev) && !(folder in there))
    .filter(([, { os, cpu, libc = [library] }]) => os?.includes(process.platform) && cpu?.includes(process.arch) && libc.includes(library))
    .map(([folder]) => folder.replace(/.*node_modules\//, ''))
}

const cLibrary = () => {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return report.header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

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
