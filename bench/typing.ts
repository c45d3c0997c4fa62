import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../test/chromium.ts'
import { watchOthers } from './message/others.ts'
import { startProgram } from './message/program.ts'
import { machine } from './message/report.ts'
import { makeStage, markFilled } from './message/stage.ts'
import { makeWorld } from './message/world.ts'
import { acts, firstLoad, openLong, signIn, typeEverywhere } from './typing/desk.ts'
import { addWordsAndLongOnes, longOnesOf } from './typing/fill.ts'
import { startPeer, type Peer } from './typing/peer.ts'
import { render, type Beside, type Result } from './typing/report.ts'

export type Options = { count: number; rounds: number; peer: boolean; folder: string; keep?: string | undefined }

/** Two a round are answered, and stand in the queue no more. */
const longOnes = (rounds: number) => 2 * rounds + 6

/** How fast the desk answers the hand: keys, opening, first load; and beside another desk, act by act in turns. Writes typing.json and typing.md. */
export const benchTyping = async ({ count, rounds, peer: withPeer, folder, keep }: Options, say: (line: string) => void): Promise<Result> => {
  const world = await makeWorld({ keep })
  try {
    const stage = await makeStage(world, count, { written: false })
    if (!stage.isKept) await addWordsAndLongOnes(stage, longOnes(rounds)).then(() => markFilled(stage))
    const long = await longOnesOf(stage)
    const peer = withPeer ? await startPeer(stage, { tickets: count, keep }, say) : null
    if (peer) world.atEnd(() => peer.stop())
    const program = await startProgram(world, stage.connection, { HOSPES_DEMO: '1' })
    const browser = await launchChromium()
    world.atEnd(() => browser.close())
    const crowd = watchOthers(world.postmaster)
    const context = await signIn({ browser, base: program.base })
    const first = []
    for (let round = 0; round < rounds; round++) first.push(await firstLoad(context))
    say(`first load: ${first.map(({ keyMs }) => Math.round(keyMs)).join(', ')} ms until a key is answered, ${first[0]?.scriptBytes} bytes of scripts`)
    const page = await context.newPage()
    await page.goto('/desk/queue')
    await page.locator('.row').first().waitFor()
    await page.waitForTimeout(500)
    const opened = await openLong(page, long)
    say(`opened: ${opened.map(Math.round).join(', ')} ms`)
    const typed = await typeEverywhere(page, long, rounds)
    for (const { where, took } of typed) say(`${where}: ${took.length} keys, slowest ${Math.round(Math.max(...took))} ms`)
    await page.goto('/desk/queue')
    const beside: Beside[] = peer ? await inTurns(acts(page, long), peer, { rounds, browser }) : []
    const result: Result = {
      command: `hospes bench typing${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(world.version), crowd: crowd(),
      chromium: browser.version(), count, rounds, first, opened, typed, beside, peer: peer?.about ?? null,
    }
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'typing.json'), `${JSON.stringify(result, null, 1)}\n`)
    await writeFile(path.join(folder, 'typing.md'), render(result))
    return result
  } finally {
    await world.close()
  }
}

/** Each act by one desk and by the other, again and again; the first round is left out. */
const inTurns = async (ours: ReturnType<typeof acts>, peer: Peer, { rounds, browser }: { rounds: number; browser: Awaited<ReturnType<typeof launchChromium>> }): Promise<Beside[]> => {
  const theirs = await peer.acts(browser)
  const beside = ours.map(({ what }) => ({ what, ours: [] as number[], theirs: [] as number[] }))
  for (let round = -1; round < rounds; round++) {
    for (const [place, { what, run }] of ours.entries()) {
      const took = [await run(), await theirs[what]?.()]
      if (round < 0) continue
      beside[place]?.ours.push(took[0] ?? NaN)
      if (took[1] !== undefined) beside[place]?.theirs.push(took[1])
    }
  }
  return beside
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { count: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '10' }, peer: { type: 'boolean', default: true }, keep: { type: 'string' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } },
    allowNegative: true,
  })
  await benchTyping({ count: Number(values.count), rounds: Number(values.rounds), peer: values.peer, keep: values.keep, folder: values.folder }, (line) => console.log(line))
}
