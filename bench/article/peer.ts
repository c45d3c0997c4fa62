import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Connection } from '#platform/postgres'
import { meterOfFamily } from '../message/cpu.ts'
import { heaviest, weigh, type Weight } from './bytes.ts'
import { englishTexts } from './fill.ts'
import type { Server } from './measure.ts'
import { freePort } from '../message/program.ts'
import { wikitext } from './wikitext.ts'

export type Peer = { about: string; servers: Server[]; weight: Weight; stop(): Promise<void> }

const articles = 1000
const atOnce = 8
const weighed = 50

/** MediaWiki as the distribution packs it, with a thousand of the same articles, twice: without and with its page cache. */
export const startPeer = async (connection: Connection, say: (line: string) => void): Promise<Peer> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-peer-'))
  const texts = await englishTexts(connection, articles)
  await mkdir(path.join(folder, 'pages'))
  for (const { slug, title, body } of texts) await writeFile(path.join(folder, 'pages', `${slug}.txt`), wikitext(title, body))
  const [plain, cached] = [await freePort(), await freePort()]
  const child = spawn('bash', [path.join(import.meta.dirname, 'peer-mediawiki.sh'), folder, String(plain), String(cached)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    await rm(folder, { recursive: true, force: true })
  }
  const ready = await readyLine(child.stdout, say)
  if (!ready) {
    await stop()
    throw new Error('the peer did not start')
  }
  const [apache = 0, php = 0, version = ''] = ready.split(' ').map((word, place) => (place < 2 ? Number(word) : word)) as [number, number, string]
  const meters = { server: both(meterOfFamily(apache), meterOfFamily(php)), database: () => null }
  const paths = texts.map(({ slug }) => `/wiki/${encodeURIComponent(slug.charAt(0).toUpperCase() + slug.slice(1))}`)
  const server = (name: string, port: number): Server => ({
    name, base: `http://127.0.0.1:${port}`, meters, pages: [{ page: 'article', requests: paths.map((at) => ({ path: at })) }], steady: paths, holdsRate: false,
  })
  say('the peer has each page made once')
  for (let start = 0; start < paths.length; start += atOnce) {
    await Promise.all(paths.slice(start, start + atOnce).map(async (at) => (await fetch(`http://127.0.0.1:${cached}${at}`)).arrayBuffer()))
  }
  const weight = heaviest(await Promise.all(paths.slice(0, weighed).map((at) => weigh(`http://127.0.0.1:${plain}`, at))), 'html')
  if (!weight) throw new Error('the peer has no pages')
  return {
    about: `The peer is MediaWiki ${version} of the distribution behind Apache (event) and PHP-FPM with OPcache and APCu on SQLite, holding ${articles} of the same articles in English: `
      + 'once with its parser cache alone, once with its page cache (file cache) on top. Its database runs inside its PHP processes.',
    servers: [server('MediaWiki, page cache off', plain), server('MediaWiki, page cache on', cached)],
    weight, stop,
  }
}

const both = (one: () => number | null, other: () => number | null) => () => {
  const [a, b] = [one(), other()]
  return a === null || b === null ? null : a + b
}

// The script says what it does, line by line, and last `ready` with the two process ids and the version.
const readyLine = async (output: NodeJS.ReadableStream, say: (line: string) => void) => {
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length)
    say(line)
  }
  return null
}
