import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** Words in the order they stand on paper. The font engine turns and joins the letters of each word; the order of words is ours. */
export const visual = (text: string, isRightToLeft: boolean): string => {
  const { levels } = bidi.getEmbeddingLevels(text, isRightToLeft ? 'rtl' : 'auto')
  const words = [...text.matchAll(/\s+|\S+/g)].map((found) => ({ text: found[0], level: levels[found.index] ?? 0 }))
  const highest = Math.max(0, ...words.map(({ level }) => level))
  for (let level = highest; level > 0; level--) reverseRuns(words, level)
  return words.map((word) => word.text).join('').replace(invisible, '')
}

// Marks that have said which way to read, and would be drawn as boxes.
const invisible = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

const reverseRuns = (words: { text: string; level: number }[], least: number) => {
  for (let from = 0; from < words.length; from++) {
    let to = from
    while ((words[to]?.level ?? -1) >= least) to++
    words.splice(from, to - from, ...words.slice(from, to).toReversed())
    from = Math.max(from, to)
  }
}

/** Breaks a text into lines before its words are put in the order of the paper: the first words stand on the first line. */
export const linesOf = (text: string, fits: (line: string) => boolean): string[] => {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
