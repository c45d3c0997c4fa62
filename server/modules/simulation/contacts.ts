import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Channel, Door } from '#contract/content'
import { Refusal } from '#kernel'
import { nearOf, workOf, type Came } from './came.ts'

const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** One line of a file of contacts; columns in any order, what is not named here is passed over. */
const Contact = z.object({
  at: z.string().transform((text, ctx) => {
    // Without a zone it is UTC, as exports are.
    const at = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
    if (Number.isNaN(at.getTime())) ctx.addIssue({ code: 'custom', message: 'no time' })
    return at
  }),
  door: Door, topic: z.string().min(1).max(60), subtopic: z.string().min(1).max(60), language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]+)?$/), channel: Channel,
  level: optional(z.coerce.number().int().min(0).max(3)),
  /** Days from the contact to check-in; 0 or less is in stay, nothing is no stay known. */
  days: optional(z.coerce.number().min(-60).max(1_000)),
})
const columns = ['at', 'door', 'topic', 'subtopic', 'language', 'channel'] as const

export type Contacts = { rows: Came[]; days: number; start: string }

/** Contacts from a CSV with a line of names: `at,door,topic,subtopic,language,channel`, and where known `level,days`. Says which line is wrong. */
export const readContacts = (text: string): Contacts => {
  const records = recordsOf(text)
  const missing = columns.filter((column) => records[0] && !(column in records[0]))
  if (records.length === 0 || missing.length > 0) throw new Refusal('invalid', { field: 'csv', problem: 'columns', columns: missing.length > 0 ? missing : [...columns] })
  const contacts = records.map((record, place) => {
    const read = Contact.safeParse(record)
    if (!read.success) throw new Refusal('invalid', { field: 'csv', problem: 'line', line: place + 2, column: String(read.error.issues[0]?.path[0] ?? '') })
    return read.data
  })
  const times = contacts.map(({ at }) => at.getTime()).toSorted((a, b) => a - b)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const rows = contacts.map(({ at, door, topic, subtopic, language, channel, level = 0, days }) => ({
    hour: at.getUTCHours(), weekday: (at.getUTCDay() + 6) % 7, door, topic, subtopic, language: language.split('-')[0] ?? language, work: workOf(channel), level, near: nearOf(days ?? null), count: 1,
  }))
  return { rows, days: Math.max(1, Math.round((last - first) / 86_400_000)), start: new Date(first).toISOString().slice(0, 10) }
}

const recordsOf = (text: string): Record<string, string>[] => {
  try {
    return parse(text, { columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()), bom: true, trim: true, skip_empty_lines: true, delimiter: [',', ';', '\t'] })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    throw new Refusal('invalid', { field: 'csv', problem: 'line', line, column: '' })
  }
}
