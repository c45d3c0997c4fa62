import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ContentError, problemsOf } from './problems.ts'

/** Reads one YAML file of the content folder and holds it to its schema. */
export const readYaml = async <Schema extends z.ZodType>(folder: string, file: string, schema: Schema): Promise<z.output<Schema>> =>
  parseYaml(await readText(folder, file), file, schema)

export const readText = async (folder: string, file: string): Promise<string> => {
  try {
    return await readFile(join(folder, file), 'utf8')
  } catch (error) {
    throw new ContentError([{ file, path: '', message: error instanceof Error ? error.message : String(error) }])
  }
}

export const parseYaml = <Schema extends z.ZodType>(text: string, file: string, schema: Schema): z.output<Schema> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors.map(({ message, pos }) => ({ file, path: `line ${lines.linePos(pos[0]).line}`, message }))
  if (broken.length > 0) throw new ContentError(broken)
  const data: unknown = document.toJS()
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new ContentError(problemsOf(file, data, parsed.error.issues))
  return parsed.data
}
