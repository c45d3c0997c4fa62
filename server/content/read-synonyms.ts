import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Synonyms } from './content.ts'
import { gather } from './problems.ts'
import { readYaml } from './read-yaml.ts'
import { SynonymsFile } from './schemas.ts'

/** The lists of words that mean the same, one file per language; none where the folder is missing. */
export const readSynonyms = async (folder: string): Promise<Synonyms[]> => {
  const names = await readdir(join(folder, 'synonyms')).catch(() => [])
  const files = names.filter((name) => name.endsWith('.yaml')).toSorted()
  return gather<Synonyms[]>(files.map(async (name) => ({ locale: name.slice(0, -'.yaml'.length), groups: await readYaml(folder, `synonyms/${name}`, SynonymsFile) })))
}
