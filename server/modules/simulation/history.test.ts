import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { present } from '#brand'
import { TrialResult } from '#contract/simulation'
import { open } from '#conversations'
import { startWorld } from '#test/world'
import { simulateCommand } from '../../simulate.ts'
import { fromContacts, fromHistory } from './history.ts'
import { planStaff } from './plan.ts'

const now = new Date('2026-05-12T09:30:00Z')
const world = await startWorld({ clock: now })
const [henrik, maja] = [await world.agent('henrik'), await world.agent('maja')]
const trial = (change: object) => ({ source: 'history', load: 1, days: 1, mean: 0.9, peak: 1.2, ...change })
const simulations = '/api/v1/desk/simulations'

const came = async (count: number, { at, locale, channel, subtopic }: { at: string; locale: string; channel: 'message' | 'phone'; subtopic: string }) => {
  world.setNow(new Date(at))
  for (let number = 0; number < count; number++) {
    await open(world.system, {
      submissionId: randomUUID(), door: 'guest', channel, partnerId: null, askerId: null, askerName: 'Ana', propertyId: null, reservationId: null,
      topic: 'at-property', subtopic, locale, neededRight: 'contact-support', promisedAt: new Date(Date.parse(at) + 7_200_000), body: 'A question', level: 3,
    })
  }
  world.setNow(now)
}
await came(40, { at: '2026-05-11T17:10:00Z', locale: 'sv', channel: 'message', subtopic: 'cannot-check-in' })
await came(20, { at: '2026-05-09T08:50:00Z', locale: 'de', channel: 'phone', subtopic: 'cannot-check-in' })

test('R57 | POST /api/v1/desk/simulations | what came in lately is played with the skills that staff have: by hour, weekday, language, way and level, for leads alone', async () => {
  const scenario = await fromHistory(world.system, { days: 28 })
  if (!scenario) throw new Error('too few')
  expect(scenario.perDay * 28).toBeGreaterThanOrEqual(60)
  expect([scenario.byHour[17], scenario.byHour[8]].map((count) => (count ?? 0) > 0)).toEqual([true, true])
  expect(scenario.byWeekday[0]).toBeGreaterThanOrEqual(40)
  expect(scenario.languages).toMatchObject({ sv: expect.any(Number) as number, de: expect.any(Number) as number })
  expect(scenario.work.call).toBeGreaterThanOrEqual(20)
  expect(scenario.levels[3]).toBeGreaterThanOrEqual(60)
  expect(scenario.topics.find(({ key }) => key === 'at-property/cannot-check-in')).toMatchObject({ door: 'guest', urgent: true })
  // Staff are there in the plan whether or not they are on duty this minute.
  expect(scenario.crews.map(({ name }) => name)).toContain(maja.actor.id)

  const result = await henrik.post(simulations, trial({ load: 3 }), TrialResult)
  expect(result.hours).toHaveLength(24)
  expect(result.plan.people).toBe(result.hours.reduce((sum, { needed }) => sum + needed, 0))
  expect(result.plan.aims.map(({ aim }) => aim)).toEqual(['first on the phone', 'first in chat', 'first in writing', 'kept'])
  expect((await maja.refused('POST', simulations, trial({}))).status).toBe(403)
})

const lines = (count: number) => Array.from({ length: count }, (_, number) => `2026-04-${String(1 + (number % 28)).padStart(2, '0')}T${String(8 + (number % 9)).padStart(2, '0')}:15:00Z;guest;at-property;cannot-check-in;sv;${number % 3 ? 'email' : 'phone'};3;${number % 4}`)
const file = ['at;door;topic;subtopic;language;channel;level;days', ...lines(90)].join('\r\n')

test('R57 | POST /api/v1/desk/simulations | contacts of another system come as a file; a line that cannot be read is named', async () => {
  const scenario = await fromContacts(world.system, file)
  expect(scenario).toMatchObject({ start: '2026-04-01', levels: [0, 0, 0, 90], work: { message: 60, chat: 0, call: 30 } })
  expect((await henrik.post(simulations, trial({ source: 'file', csv: file }), TrialResult)).conversations).toBeGreaterThan(0)
  const refused = async (csv: string) => henrik.refused('POST', simulations, trial({ source: 'file', csv }))
  expect(await refused(file.replace('email', 'pigeon'))).toMatchObject({ status: 400, detail: { field: 'csv', problem: 'line', line: 3, column: 'channel' } })
  expect(await refused('at;door\r\n2026-04-01;guest')).toMatchObject({ status: 400, detail: { problem: 'columns' } })
  expect((await refused(file.split('\r\n').slice(0, 20).join('\r\n'))).error).toBe('unavailable')
})

test('R57 | hospes simulate | a staffing plan from history or from a file is a page, a table and a picture; more work needs more people', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-plan-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const contacts = path.join(folder, 'contacts.csv')
  await writeFile(contacts, file)
  const said: string[] = []
  const around = { contentDir: folder, say: (text: string) => void said.push(text), withDatabase: (work: (ctx: typeof world.system) => Promise<void>) => work(world.system) }
  const people = async (args: string[]) => {
    await simulateCommand(around, [...args, '--out', folder])
    const csv = (await readFile(path.join(folder, 'staffing.csv'), 'utf8')).trim().split('\r\n')
    expect(csv).toHaveLength(25)
    return csv.slice(1).reduce((sum, line) => sum + Number(line.split(',')[2]), 0)
  }
  const [usual, season] = [await people(['--file', contacts, '--load', '20']), await people(['--file', contacts, '--load', '80'])]
  expect(season).toBeGreaterThan(usual)
  expect(await people(['--from-history', '--load', '10'])).toBeGreaterThanOrEqual(24)
  expect(await readFile(path.join(folder, 'staffing.md'), 'utf8')).toContain('| 17 |')
  expect(await readFile(path.join(folder, 'staffing.svg'), 'utf8')).toContain('people needed')
  await writeFile(contacts, 'at,door\n')
  await expect(people(['--file', contacts])).rejects.toThrow(/columns/)
})

test('the plan has as many hours of people as of work at least, and says of each aim whether it holds', async () => {
  const scenario = await fromContacts(world.system, file)
  if (!scenario) throw new Error('too few')
  const { settings } = await present(world.system)
  const plan = await planStaff({ ...scenario, days: 2, load: 60 }, { settings })
  expect(plan.hours).toHaveLength(24)
  expect(plan.holds).toBe(plan.aims.every(({ holds }) => holds))
  expect(plan.hours.reduce((sum, { work, needed }) => sum + needed - work, 0)).toBeGreaterThan(0)
})
