import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gather } from './problems.ts'
import { readYaml } from './read-yaml.ts'
import { SavedRepliesFile } from './schemas.ts'

/** What staff insert into an answer, one file per door; none where the folder is missing. */
export const readSavedReplies = async (folder: string): Promise<SavedRepliesFile[]> => {
  const names = await readdir(join(folder, 'saved-replies')).catch(() => [])
  const files = names.filter((name) => name.endsWith('.yaml')).toSorted()
  return gather<SavedRepliesFile[]>(files.map((name) => readYaml(folder, `saved-replies/${name}`, SavedRepliesFile)))
}
