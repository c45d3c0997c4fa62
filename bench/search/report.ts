import type { JudgedSet } from './judged.ts'
import { measuresOf, type Answer, type Measures } from './measures.ts'
import type { Ways } from './ask.ts'

export type Group = { set: JudgedSet; locale: string; kind: string } & Record<keyof Ways, Measures>
export type Timing = { typed: number; p50: number; p99: number; /** Letters a second. */ perSecond: number }
export type Result = { command: string; at: string; machine: string; groups: Group[]; suggestions: ({ articles: number } & Timing)[] }

/** The measures of each way, by language and by kind of query. */
export const groupsOf = (set: JudgedSet, ways: Ways): Group[] => {
  const locales = [...new Set(ways.search.map(({ locale }) => locale))]
  return locales.flatMap((locale) => {
    const kinds = [...new Set(ways.search.filter((answer) => answer.locale === locale).map(({ kind }) => kind))].toSorted()
    return ['all', ...kinds].map((kind) => {
      const of = (answers: Answer[]) => measuresOf(answers.filter((answer) => answer.locale === locale && (kind === 'all' || answer.kind === kind)))
      return { set, locale, kind, search: of(ways.search), anyWord: of(ways.anyWord), allWords: of(ways.allWords) }
    })
  })
}

export const render = ({ command, at, machine, groups, suggestions }: Result): string => [
  '# Search',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${machine}.`,
  '',
  'Queries as partners and guests type them, each with the articles that answer it (`bench/search/*.yaml`). Success@1 and @3: the share with a right',
  'article first, or among three. MRR: the mean of 1 / place of the first right article, among ten. Zero: found nothing. Beside it, over the same articles,',
  'PostgreSQL alone: `ts_rank` over texts weighted alike, asking for any of the words, and for all of them.',
  '',
  'The own set is what the search is improved by. The held-out set was written before the last improvement and is not tuned to; the same hand wrote the',
  'articles\u2019 synonyms afterwards, so it flatters a little.',
  '',
  '| set | language | kind | queries | success@1 | success@3 | MRR@10 | zero | any word: @3 · MRR · zero | all words: @3 · MRR · zero |',
  '|---|---|---|---|---|---|---|---|---|---|',
  ...groups.map(rowOf),
  '',
  '## Suggestions while typing',
  '',
  'Beginnings of titles, typed letter by letter by eight at once, five letters a second each, whether or not the letter before was answered; in one process with the verb; a tenth of them went ahead (aim: p99 of 50 ms).',
  '',
  '| articles | typed | letters a second | p50 ms | p99 ms |',
  '|---:|---:|---:|---:|---:|',
  ...suggestions.map(({ articles, typed, perSecond, p50, p99 }) => `| ${articles.toLocaleString('en')} | ${typed} | ${perSecond} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`),
  '',
].join('\n')

const rowOf = ({ set, locale, kind, search: s, anyWord, allWords }: Group) => {
  const plain = (m: Measures) => `${three(m.success3)} · ${three(m.mrr10)} · ${three(m.zeroHits)}`
  const name = kind === 'all' ? '**all**' : kind
  return `| ${set} | ${locale} | ${name} | ${s.queries} | ${three(s.success1)} | ${three(s.success3)} | ${three(s.mrr10)} | ${three(s.zeroHits)} | ${plain(anyWord)} | ${plain(allWords)} |`
}

const three = (value: number) => value.toFixed(3)
