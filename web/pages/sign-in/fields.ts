import type { z } from 'zod'
import type { TextKey } from '#web/locales'
import type { Request } from '../site.ts'

export type Fields = Record<string, string>
/** What is wrong at which field; the schemas of these forms give a text's key as the message. */
export type Wrong = Partial<Record<string, TextKey>>
export type Checked<T> = { data: T } | { wrong: Wrong }

/** What was posted, as text; a file has no place in these forms. */
export const postedFields = async (c: Request): Promise<Fields> =>
  Object.fromEntries(Object.entries(await c.req.parseBody()).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** Carried from a form that asked for sign-in first. */
export const carried = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith('carry_')))

/** Says a field's message as a key of the texts, so that a schema cannot name one that is not there. */
export const says = (key: TextKey): TextKey => key

export const checked = <T>(schema: z.ZodType<T>, fields: Fields): Checked<T> => {
  const result = schema.safeParse(fields)
  if (result.success) return { data: result.data }
  const wrong: Wrong = {}
  for (const { path, message } of result.error.issues) wrong[String(path[0])] ??= message as TextKey
  return { wrong }
}
