import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { install } from './install.js'
import { findNode } from './node.js'
import { root } from './place.js'
import { handOver, run } from './run.js'
import { Trouble } from './trouble.js'

/**
 * Runs on whatever Node 20 or newer is at hand, before anything is installed: plain JavaScript without packages.
 * Installs what is missing, builds what is stale, and hands over to the pinned Node.
 * @param {string[]} args
 */
export const main = async (args) => {
  try {
    process.exitCode = await start(args)
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}

/** @param {string[]} args */
const start = async ([command = 'help', ...rest]) => {
  const { script, tools, built } = commands[command] ?? server
  const fresh = install({ tools })
  const node = findNode({ fresh })
  if (built && (await run(node, ['scripts/build.ts'])) !== 0) throw new Trouble('Hospes could not be built: see above.')
  if (!script) return handOver(node, [command, ...rest])
  const file = script(rest)
  return run(node, [file, ...(file.startsWith('bench') ? rest.slice(1) : rest)])
}

/** @typedef {{ script?: (args: string[]) => string, tools: boolean, built: boolean }} Command */

/** @type {Command} */
const server = { tools: false, built: true }

/** What is not a command of the server itself. @type {Record<string, Command>} */
const commands = {
  test: { script: () => 'scripts/test.ts', tools: true, built: true },
  ci: { script: () => 'scripts/test.ts', tools: true, built: true },
  schema: { script: () => 'scripts/schema.ts', tools: false, built: false },
  settings: { script: () => 'scripts/settings.ts', tools: false, built: false },
  requirements: { script: () => 'scripts/requirements.ts', tools: false, built: false },
  screenshots: { script: () => 'scripts/screenshots.ts', tools: true, built: true },
  cards: { script: () => 'scripts/cards.ts', tools: true, built: false },
  bench: { script: ([name = '']) => benchmark(name), tools: true, built: true },
}

/** @param {string} name */
const benchmark = (name) => {
  const file = path.join('bench', `${name}.ts`)
  if (/^[a-z-]+$/.test(name) && existsSync(path.join(root, file))) return file
  const names = readdirSync(path.join(root, 'bench')).filter((each) => /^[a-z-]+\.ts$/.test(each))
  throw new Trouble(`Name a benchmark: ${names.map((each) => path.parse(each).name).join(', ')}.`)
}
