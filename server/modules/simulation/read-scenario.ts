import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { Scenario } from './scenario.ts'

/** A scenario from a YAML file; says what is wrong with it, place by place. */
export const readScenario = async (file: string): Promise<Scenario> => {
  const parsed = Scenario.safeParse(parse(await readFile(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
