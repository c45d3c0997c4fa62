import { isDeepStrictEqual } from 'node:util'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Document, isSeq, parseDocument, YAMLSeq, type Node } from 'yaml'
import type { z } from 'zod'
import type { Featured } from '#articles'
import type { Synonyms } from './content.ts'
import { parseYaml } from './read-yaml.ts'
import { FeaturedFile, SynonymsFile } from './schemas.ts'

type Counts = { written: number; same: number }

/** Writes the words that mean the same as files that the import reads, one a language. */
export const writeSynonyms = async (folder: string, lists: readonly Synonyms[]): Promise<Counts> => {
  const written = await Promise.all(lists.map(({ locale, groups }) => writeList(join(folder, `synonyms/${locale}.yaml`), groups, SynonymsFile)))
  return counted(written)
}

/** Writes what is featured as the file that the import reads. */
export const writeFeatured = async (folder: string, featured: readonly Featured[]): Promise<Counts> =>
  counted([await writeList(join(folder, 'featured.yaml'), featured, FeaturedFile)])

const counted = (written: readonly boolean[]): Counts => ({ written: written.filter(Boolean).length, same: written.filter((each) => !each).length })

/** False for a file that says the same already: it is left as it is. Elsewhere lines that stay keep the remarks above them. */
const writeList = async <Item>(file: string, items: readonly Item[], schema: z.ZodType<Item[]>): Promise<boolean> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  if (text !== '' && saysTheSame(text, items, schema)) return false
  const document = parseDocument(text)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, textOf(document.errors.length === 0 ? document : new Document(), items, schema))
  return true
}

const saysTheSame = <Item>(text: string, items: readonly Item[], schema: z.ZodType<Item[]>) => {
  try {
    return isDeepStrictEqual(parseYaml(text, '', schema), items)
  } catch {
    return false
  }
}

const textOf = <Item>(document: Document, items: readonly Item[], schema: z.ZodType<Item[]>): string => {
  const before = isSeq<Node>(document.contents) ? document.contents : null
  const said = Map.groupBy(before?.items ?? [], (node) => JSON.stringify(schema.safeParse([node.toJS(document)]).data))
  const list = new YAMLSeq<Node>(document.schema)
  list.items = items.map((item) => said.get(JSON.stringify([item]))?.shift() ?? document.createNode<unknown>(item, { flow: true }))
  list.commentBefore = before?.commentBefore ?? null
  document.contents = list
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
