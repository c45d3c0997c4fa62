import type { Question, Term } from './question.ts'

/** A document that meets a question: how loudly it says each lexeme, and what it calls itself. */
export type Candidate = { ranks: ReadonlyMap<string, number>; names: readonly Name[] }

/** A title, synonym or heading: its lexemes, and how much it counts to be called so. */
export type Name = { mark: number; lexemes: ReadonlySet<string> }

export const nameOf = (phrase: string): Name => {
  const [mark = '', ...lexemes] = phrase.split(' ')
  return { mark: marks[mark] ?? 0, lexemes: new Set(lexemes) }
}

/**
 * How well a document answers a question, from 0 up: how loudly it says what was asked for, each word counting by how much it
 * tells; how much of the question it covers; and how near the question is to a name the document has.
 */
export const scoreOf = (question: Question, document: Candidate): number => {
  const all = sum(question.terms.map(({ weight }) => weight))
  if (all === 0) return 0
  const met = question.terms.map((term) => ({ term, ...meet(term, document.ranks) }))
  const loudness = sum(met.map(({ term, rank }) => term.weight * rank)) / all
  const coverage = sum(met.map(({ term, factor }) => term.weight * factor)) / all
  return loudness * (1 - share.coverage + share.coverage * coverage) + share.name * nearestName(question, document.names)
}

// `bench/search` finds these, and little change for a good way around each.
const share = { coverage: 0.6, name: 0.6 }
const marks: Record<string, number> = { title: 1, synonym: 1, heading: 0.8 }
const softening = 0.7

/** The best way in which a document has a term: its rank, and how far it is from what was typed. */
const meet = ({ alternatives }: Term, ranks: Candidate['ranks']) => {
  let best = { rank: 0, factor: 0 }
  for (const { lexemes, factor } of alternatives) {
    const rank = factor * Math.min(...lexemes.map((lexeme) => ranks.get(lexeme) ?? 0))
    if (rank > best.rank) best = { rank, factor }
  }
  return { ...best, rank: best.rank ** softening }
}

/** Between 0 and 1: title, synonym or heading that has most of the question's words and few others. */
const nearestName = (question: Question, names: readonly Name[]): number => {
  const asked = preparedOf(question)
  let most = 0
  for (const { mark, lexemes } of names) if (mark > most && sharesAny(asked, lexemes)) most = Math.max(most, mark * nearness(asked, lexemes))
  return most
}

type Prepared = { terms: readonly Term[]; lexemes: ReadonlySet<string>; weight: number }

// Asked of thousands of names for every letter that is typed: put in order once for each question.
const prepared = new WeakMap<Question, Prepared>()
const preparedOf = (question: Question): Prepared => {
  const known = prepared.get(question)
  if (known) return known
  const terms = question.terms.map(({ alternatives, weight }) => ({ weight, alternatives: alternatives.toSorted((a, b) => b.factor - a.factor) }))
  const lexemes = new Set(terms.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.lexemes)))
  const made = { terms, lexemes, weight: sum(terms.map(({ weight }) => weight)) }
  prepared.set(question, made)
  return made
}

const sharesAny = (asked: Prepared, name: ReadonlySet<string>): boolean => {
  for (const lexeme of name) if (asked.lexemes.has(lexeme)) return true
  return false
}

const nearness = ({ terms, weight: asked }: Prepared, name: ReadonlySet<string>): number => {
  const used = new Set<string>()
  let said = 0
  for (const { alternatives, weight } of terms) {
    const found = alternatives.find(({ lexemes }) => lexemes.every((lexeme) => name.has(lexeme)))
    if (!found) continue
    said += weight * found.factor
    for (const lexeme of found.lexemes) used.add(lexeme)
  }
  const [ofQuestion, ofName] = [said / asked, used.size / name.size]
  return ofQuestion === 0 ? 0 : (2 * ofQuestion * ofName) / (ofQuestion + ofName)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
