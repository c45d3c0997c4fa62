import { isDeepStrictEqual } from 'node:util'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { Article, Translation } from '#articles'
import { readVersion } from './read-articles.ts'

/** Writes articles as files that the import reads. A file that says the same already is left as it is, byte for byte. */
export const writeArticles = async (folder: string, articles: readonly Article[]): Promise<{ written: number; same: number }> => {
  const files = articles.flatMap(({ translations, ...shared }) => Object.entries(translations).map(([locale, text]) => ({ locale, shared, text })))
  const counts = { written: 0, same: 0 }
  for (const { locale, shared, text } of files) {
    const file = `articles/${shared.key}/${locale}.md`
    if (await saysTheSame(folder, file, { shared, text })) counts.same += 1
    else {
      await mkdir(join(folder, dirname(file)), { recursive: true })
      await writeFile(join(folder, file), fileOf(shared, text))
      counts.written += 1
    }
  }
  return counts
}

type Shared = Omit<Article, 'translations'>

const saysTheSame = async (folder: string, file: string, { shared, text: { body, ...words } }: { shared: Shared; text: Translation }) => {
  const there = await readVersion(folder, file).catch(() => null)
  return there !== null && there.body === body && isDeepStrictEqual(there.front, { ...shared, ...words })
}

const fileOf = (shared: Shared, text: Translation): string =>
  [
    '---',
    `key: ${plain(shared.key)}`,
    `number: ${shared.number}`,
    `door: ${shared.door}`,
    `category: ${plain(shared.category)}`,
    `topics: [${shared.topics.map(plain).join(', ')}]`,
    `title: ${JSON.stringify(text.title)}`,
    `slug: ${plain(text.slug)}`,
    `summary: ${JSON.stringify(text.summary)}`,
    `synonyms: [${text.synonyms.map((word) => JSON.stringify(word)).join(', ')}]`,
    `related: [${shared.related.map(plain).join(', ')}]`,
    `owner: ${plain(shared.owner)}`,
    `reviewed: ${shared.reviewed}`,
    '---',
    '',
    text.body,
    '',
  ].join('\n')

// A key is written bare unless YAML would take it for a number or a truth.
const plain = (word: string) => (/^[\p{L}\p{N}/-]+$/u.test(word) && parse(word) === word ? word : JSON.stringify(word))
