import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import { launchChromium } from '../test/chromium.ts'
import { scenes } from '../test/journeys/scenes.ts'
import { compare } from './screenshots/compare.ts'
import type * as demoServer from './screenshots/demo-server.ts'
import { smallPng } from './screenshots/small-png.ts'
import { takeAll } from './screenshots/take.ts'

/**
 * Takes every page's picture into docs/screenshots and says of each how it differs from the committed one; where it does, the
 * difference lies in test-results/screenshots. `--check` only compares. With beginnings of names only those scenes are taken.
 */
const main = async () => {
  const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true })
  const wanted = scenes.filter(({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)))
  await Promise.all([mkdir(kept, { recursive: true }), rm(differences, { recursive: true, force: true })])
  await mkdir(differences, { recursive: true })
  const taken: string[] = []
  const counts = new Map<string, number>()
  for await (const { file, png } of pictures(wanted)) {
    taken.push(file)
    const { state, line } = await settle(file, smallPng(png), { write: !values.check })
    counts.set(state, (counts.get(state) ?? 0) + 1)
    console.log(line)
  }
  if (positionals.length === 0) await reportGone(taken, { write: !values.check })
  console.log([...counts].map(([state, count]) => `${count} ${state}`).join(', '))
}

const root = path.join(import.meta.dirname, '..')
const kept = path.join(root, 'docs/screenshots')
const differences = path.join(root, 'test-results/screenshots')
// A Tuesday morning in Europe with every line open.
const now = new Date('2026-11-24T09:30:00Z')

async function* pictures(wanted: typeof scenes) {
  // The pages are JSX, which Node does not read by itself; some parts are read when they are first used.
  const loader = await createServer({ root, configFile: false, envDir: false, appType: 'custom', logLevel: 'error', server: { middlewareMode: true, hmr: false, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } })
  const module = await loader.ssrLoadModule('/scripts/screenshots/demo-server.ts') as typeof demoServer
  const server = await module.startDemoServer(now)
  // The frame of a mail is painted with its page, not a moment later by a process of its own.
  const browser = await launchChromium('--disable-features=IsolateSandboxedIframes')
  try {
    yield* takeAll(browser, { base: server.base, now, settle: server.settle }, wanted)
  } finally {
    await browser.close()
    await server.stop()
    await loader.close()
  }
}

const settle = async (file: string, png: Buffer, { write }: { write: boolean }) => {
  const before = await readFile(path.join(kept, file)).catch(() => null)
  const { state, percent, difference } = compare(before, png)
  if (difference) await writeFile(path.join(differences, file), difference)
  if (write && state !== 'same') await writeFile(path.join(kept, file), png)
  return { state, line: `${state.padEnd(8)} ${file}${state === 'changed' ? ` by ${percent.toFixed(2)} %, test-results/screenshots/${file}` : ''}` }
}

const reportGone = async (taken: string[], { write }: { write: boolean }) => {
  for (const file of (await readdir(kept)).filter((name) => !taken.includes(name))) {
    console.log(`gone     ${file}`)
    if (write) await rm(path.join(kept, file))
  }
}

await main()
