import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '#platform/embedded-postgres'
import { meterOf, meterOfFamily } from './message/cpu.ts'
import { watchOthers } from './message/others.ts'
import { measureFirstByte } from './article/first-byte.ts'
import { fill, formerAddresses } from './article/fill.ts'
import { judge } from './article/lighthouse.ts'
import { measure, measureFirstTimes, productPages, weighPages, type Server } from './article/measure.ts'
import { readOptions, type Options } from './article/options.ts'
import { startPeer } from './article/peer.ts'
import { readProfile } from './article/profile.ts'
import { startProgram, type Place } from './article/program.ts'
import { machine, render, type Result } from './article/report.ts'
import { findAddresses, type Addresses } from './article/site.ts'

type Ground = Place & { postmaster: number; version: string }

/**
 * Measures the pages of the help centre with as many articles as asked for, on a database that is empty; writes article.md and
 * article.json.
 */
export const benchArticle = async (ground: Ground, { folder, ...options }: Options, say: (line: string) => void): Promise<Result> => {
  const { connection } = ground
  const { filled, addresses } = await prepare(ground, options)
  say(`${options.articles} articles, ${filled.translations} texts: made in ${filled.seconds.toFixed(0)} s`)
  // Started anew, it knows none of the pages yet.
  const program = await startProgram(ground)
  const started: Closable[] = [program]
  try {
    const meters = { server: meterOf(program.pid), database: meterOfFamily(ground.postmaster) }
    const crowd = watchOthers(ground.postmaster)
    const served = { name: 'Hospes', base: program.base, meters, steady: addresses.articles, holdsRate: true }
    const firstTimes = await measureFirstTimes(served, options)
    const weights = await weighPages(program.base, addresses)
    say(`the heaviest article page: ${weights.article.html} bytes and ${weights.script.script} bytes of scripts, compressed`)
    const peer = options.peer ? await startPeer(connection, say) : null
    if (peer) started.push(peer)
    const product: Server = { ...served, pages: await productPages(program.base, addresses) }
    const { lines, steady } = await measure([product, ...(peer?.servers ?? [])], options)
    const busy = crowd()
    say('measured under load')
    const result: Result = {
      command: `hospes bench article${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(ground.version), crowd: busy, options, filled, weights,
      lines, steady: [firstTimes, ...steady], peer: peer ? { about: peer.about, weight: peer.weight } : null,
      profile: options.profile ? await profileOf(ground, addresses, options) : null, scores: [],
    }
    // Kept before the browser comes, which takes minutes and may not be there.
    await keep(result, folder)
    if (!options.lighthouse) return result
    const judged = { ...result, scores: await judge(program.base, pagesToJudge(addresses), judgements) }
    await keep(judged, folder)
    return judged
  } finally {
    for (const each of started) await each.stop()
  }
}

const keep = async (result: Result, folder: string) => {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'article.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'article.md'), render(result))
}

type Closable = { stop(): Promise<void> }

const prepare = async (ground: Ground, { articles, addresses }: Pick<Options, 'articles' | 'addresses'>) => {
  const program = await startProgram(ground)
  try {
    const filled = await fill(ground.connection, articles)
    return { filled, addresses: await findAddresses(program.base, await formerAddresses(ground.connection, addresses)) }
  } finally {
    await program.stop()
  }
}

const judgements = 5

const pagesToJudge = ({ articles, homes, search }: Addresses) => [
  { page: 'article', path: articles.find((address) => address.startsWith('/en/partner/')) ?? articles[0] ?? '/' },
  { page: 'help home', path: homes.find((address) => address.startsWith('/en/')) ?? homes[0] ?? '/' },
  ...(search ? [{ page: 'search', path: search.replace(/^\/[a-z]+\//, '/en/') }] : []),
]

const profileOf = async (ground: Ground, { articles }: Addresses, { rate }: Pick<Options, 'rate'>) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-profile-'))
  try {
    const program = await startProgram(ground, ['--cpu-prof', `--cpu-prof-dir=${folder}`])
    const seconds = articles.length / rate
    await measureFirstByte({ base: program.base, paths: articles, rate, seconds }).finally(() => program.stop())
    return await readProfile(folder, seconds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** An embedded PostgreSQL with its production settings, in a folder of its own that is gone afterwards. */
const onOwnGround = async (work: (ground: Ground) => Promise<unknown>) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hospes-bench-'))
  await chmod(dataDir, 0o755)
  const embedded = await startEmbedded({ dataDir })
  try {
    const postmaster = Number((await readFile(path.join(embedded.clusterDir, 'postmaster.pid'), 'utf8')).split('\n')[0])
    await work({ connection: { kind: 'socket', ...embedded.connection }, dataDir, postmaster, version: embedded.version })
  } finally {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const options = readOptions(process.argv.slice(2), path.join(import.meta.dirname, 'results'))
  await onOwnGround((ground) => benchArticle(ground, options, (line) => console.log(line)))
}
