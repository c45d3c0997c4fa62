import { readdir, readFile } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import path from 'node:path'
import { root } from '../message/world.ts'

export type Spent = { name: string; share: number }
/** Where a process's time went, as shares of the time that it was not idle. */
export type Profile = { parts: Spent[]; functions: Spent[] }

const most = 20

/** Reads what `node --cpu-prof` left in a folder: the last seconds of the process, without its start. */
export const readProfile = async (folder: string, seconds: number): Promise<Profile> => {
  const name = (await readdir(folder)).find((file) => file.endsWith('.cpuprofile'))
  if (!name) throw new Error('no profile was written')
  const recorded = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Recorded
  const map = new SourceMap(JSON.parse(await readFile(path.join(root, 'dist/server/main.js.map'), 'utf8')))
  const timeOf = new Map<number, number>()
  const clock = { at: recorded.startTime }
  recorded.samples.forEach((id, place) => {
    const lasted = recorded.timeDeltas[place] ?? 0
    clock.at += lasted
    if (clock.at > recorded.endTime - seconds * 1_000_000) timeOf.set(id, (timeOf.get(id) ?? 0) + lasted)
  })
  const busy = recorded.nodes.filter(({ callFrame }) => callFrame.functionName !== '(idle)')
  const spent = busy.map((node) => ({ ...placeOf(node.callFrame, map), time: timeOf.get(node.id) ?? 0 }))
  return { parts: shares(spent, ({ part }) => part), functions: shares(spent, ({ part, name: called }) => `${called} (${part})`).slice(0, most) }
}

type Frame = { functionName: string; url: string; lineNumber: number; columnNumber: number }
type Recorded = { startTime: number; endTime: number; nodes: { id: number; callFrame: Frame }[]; samples: number[]; timeDeltas: number[] }
type Place = { part: string; name: string }

const placeOf = ({ functionName, url, lineNumber, columnNumber }: Frame, map: SourceMap): Place => {
  const name = functionName || 'anonymous'
  if (url.startsWith('node:')) return { part: 'Node', name }
  if (!url.endsWith('dist/server/main.js')) return { part: packageOf(url) ?? 'engine', name }
  const entry = map.findEntry(lineNumber, columnNumber)
  const file = 'originalSource' in entry ? entry.originalSource : ''
  return { part: packageOf(file) ?? /(?:server\/(?:modules|platform)|web|server)\/[^/]+/.exec(file)?.[0] ?? 'main', name }
}

const packageOf = (file: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]

const shares = (spent: (Place & { time: number })[], nameOf: (place: Place) => string): Spent[] => {
  const whole = spent.reduce((sum, { time }) => sum + time, 0)
  return [...Map.groupBy(spent, nameOf)]
    .map(([name, each]) => ({ name, share: each.reduce((sum, { time }) => sum + time, 0) / whole }))
    .filter(({ share }) => share >= 0.005)
    .toSorted((a, b) => b.share - a.share)
}
