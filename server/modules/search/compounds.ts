/** What is known of a language's words: their stems as they are written, what is a stem, and what links the parts of a compound. */
export type Known = { stemOf: (word: string) => string | undefined; isStem: (lexeme: string) => boolean; links: readonly string[] }

/** A part has so many letters at least; shorter ones are endings and prefixes more often than words. */
const leastLetters = 3
const leastCompound = 7

/** The stems of the words that a compound is made of, or none. The fewest parts win, then those of most even length. */
export const partsOf = (word: string, stems: readonly string[], known: Known): string[] => {
  if (known.links.length === 0 || word.length < leastCompound || /\d/.test(word)) return []
  return inTwo(word, stems, known) ?? inThree(word, stems, known) ?? []
}

const leastPiece = 4

/** What is known of a word that is not known as a whole: the longest word it ends with, and the longest it begins with. */
export const piecesOf = (word: string, stems: readonly string[], known: Known): string[] => {
  if (known.links.length === 0 || word.length < leastCompound || /\d/.test(word)) return []
  const places = placesIn(word)
  const tail = places.filter((place) => word.length - place >= leastPiece).map((place) => tailOf({ word, stems, place }, known)).find(Boolean)
  const head = places.filter((place) => place >= leastPiece).toReversed().map((place) => headOf(word.slice(0, place), known)).find(Boolean)
  return [tail, head].filter((piece) => piece !== undefined)
}

/** Where a word may be cut in two. */
export const placesIn = (word: string): number[] => Array.from({ length: Math.max(0, word.length - 2 * leastLetters + 1) }, (_, place) => place + leastLetters)

const inTwo = (word: string, stems: readonly string[], known: Known): string[] | null => {
  const splits = placesIn(word).flatMap((place) => {
    const head = headOf(word.slice(0, place), known)
    const tail = head && tailOf({ word, stems, place }, known)
    return head && tail ? [{ parts: [head, tail], uneven: Math.abs(word.length - 2 * place) }] : []
  })
  return splits.toSorted((a, b) => a.uneven - b.uneven)[0]?.parts ?? null
}

const inThree = (word: string, stems: readonly string[], known: Known): string[] | null => {
  for (const place of placesIn(word)) {
    const head = headOf(word.slice(0, place), known)
    const rest = word.slice(place)
    const tail = head && rest.length >= leastCompound ? inTwo(rest, stems.map((stem) => stem.slice(place)), known) : null
    if (head && tail) return [head, ...tail]
  }
  return null
}

/** The first part: a word, or a word and what links it. Some lose their last vowel instead ("kyrka", "kyrkklocka"). */
const headOf = (piece: string, { stemOf, isStem, links }: Known): string | undefined => {
  for (const link of links) {
    if (!piece.endsWith(link)) continue
    const bare = link === '' ? piece : piece.slice(0, -link.length)
    const found = bare.length >= leastLetters ? stemOf(bare) : undefined
    if (found) return found
  }
  return stemOf(`${piece}a`) ?? stemOf(`${piece}e`) ?? (piece.length > leastLetters && isStem(piece) ? piece : undefined)
}

/** The last part: a word, or one whose stem is known: stems lose their ends, so that of a compound ends in that of its last part. */
const tailOf = ({ word, stems, place }: { word: string; stems: readonly string[]; place: number }, { stemOf, isStem }: Known): string | undefined =>
  stemOf(word.slice(place)) ?? stems.map((each) => each.slice(place)).find((each) => each.length >= leastLetters && isStem(each))
