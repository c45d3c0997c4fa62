import { stopWords } from './stop-words.ts'

/** How the words of one language are taken apart. */
export type Language = {
  /** PostgreSQL's dictionary that finds a word's stem. */
  dictionary: string
  /** What may stand between the parts of a compound, or end its first part; empty where words are not joined. */
  links: readonly string[]
  stopWords: ReadonlySet<string>
  /** Endings that the dictionary leaves on: of nouns made of verbs ("ändra", "ändring"), of Swedish things ("kort", "kortet"); the longer first. */
  endings: readonly string[]
}

/** The language's own way, or none: words as they are written. */
export const languageOf = (locale: string): Language => languages[locale.split('-')[0] ?? ''] ?? unknown

type Joining = Partial<Pick<Language, 'links' | 'endings'>>

const language = (locale: string, dictionary: string, { links = [], endings = [] }: Joining = {}): Language => ({
  dictionary, links, endings, stopWords: new Set((stopWords[locale] ?? '').split(/\s+/).filter(Boolean)),
})

const languages: Record<string, Language> = {
  sv: language('sv', 'swedish_stem', { links: ['', 's', 'e', 'o', 'u', 'a'], endings: ['ning', 'ing', 'et'] }),
  en: language('en', 'english_stem', { links: [''] }),
  de: language('de', 'german_stem', { links: ['', 's', 'es', 'n', 'en', 'er', 'e'], endings: ['ung'] }),
  fr: language('fr', 'french_stem'),
  es: language('es', 'spanish_stem'),
  it: language('it', 'italian_stem'),
  nl: language('nl', 'dutch_stem', { links: ['', 's', 'e', 'en'], endings: ['ing'] }),
  da: language('da', 'danish_stem', { links: ['', 's', 'e'], endings: ['ning', 'ing'] }),
  pl: language('pl', 'simple'),
  ar: language('ar', 'arabic_stem'),
}

const unknown: Language = { dictionary: 'simple', links: [], endings: [], stopWords: new Set() }
