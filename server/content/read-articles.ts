import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Article } from '#articles'
import { ContentError, gather, problemsOf } from './problems.ts'
import { parseYaml, readText } from './read-yaml.ts'
import { FrontMatter } from './schemas.ts'

/** The articles of the folder: one folder per article, named by its key, one file per language. */
export const readArticles = async (folder: string): Promise<Article[]> => {
  const entries = await readdir(join(folder, 'articles'), { withFileTypes: true })
  const keys = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const articles = await gather<Article[]>(keys.map((key) => readArticle(folder, key)))
  return articles.toSorted((a, b) => a.number - b.number)
}

type Version = { file: string; locale: string; front: FrontMatter; body: string }

const readArticle = async (folder: string, key: string): Promise<Article> => {
  const place = `articles/${key}`
  const files = (await readdir(join(folder, place))).filter((name) => name.endsWith('.md')).toSorted()
  const versions = await gather<Version[]>(files.map((name) => readVersion(folder, `${place}/${name}`)))
  const [first] = versions
  if (!first) throw new ContentError([{ file: place, path: '', message: 'has no text in any language' }])
  const problems = versions.flatMap((version) => disagreements(version, { ...sharedOf(first), key }))
  if (problems.length > 0) throw new ContentError(problems)
  const article = { ...sharedOf(first), translations: Object.fromEntries(versions.map((version) => [version.locale, wordsOf(version)])) }
  const parsed = Article.safeParse(article)
  if (!parsed.success) throw new ContentError(problemsOf(place, article, parsed.error.issues))
  return parsed.data
}

export const readVersion = async (folder: string, file: string): Promise<Version> => {
  const text = await readText(folder, file)
  const [, yaml, body] = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(text) ?? []
  if (yaml === undefined || body === undefined) throw new ContentError([{ file, path: '', message: 'has no front matter between two lines of ---' }])
  return { file, locale: localeOf(file), front: parseYaml(yaml, file, FrontMatter), body: body.trim() }
}

const localeOf = (file: string) => file.slice(file.lastIndexOf('/') + 1, -'.md'.length)

const sharedOf = ({ front: { title: _title, slug: _slug, summary: _summary, synonyms: _synonyms, ...shared } }: Version) => shared

const wordsOf = ({ front: { title, slug, summary, synonyms }, body }: Version) => ({ title, slug, summary, synonyms, body })

/** What is not said in words must be the same in every language. */
const disagreements = (version: Version, shared: ReturnType<typeof sharedOf>) =>
  Object.entries(sharedOf(version))
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(shared[field as keyof typeof shared]))
    .map(([field]) => ({ file: version.file, path: field, message: 'differs from the other languages or from the folder' }))
