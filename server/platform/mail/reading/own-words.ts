import EmailReplyParser from 'email-reply-parser'

/** Stands above everything in a mail that may be answered: what comes below it in an answer is ours, not the writer's. */
export const answerAbove = '⸻'

/** What somebody wrote in this mail, without the mail it answers. All of it when nothing else would be left. */
export const ownWords = (text: string): string => {
  const above = aboveOurs(text)
  const own = parser.parseReply(above).trim()
  return own || above.trim() || text.trim()
}

const parser = new EmailReplyParser()

const aboveOurs = (text: string): string => {
  const lines = text.split('\n')
  const ours = lines.findIndex((line) => /^[>\s|]*⸻/.test(line))
  if (ours < 0) return text
  return lines.slice(0, leadAt(lines, ours)).join('\n')
}

const headerLine = /^[>\s]*\*?[\p{L} -]{2,20}:\*?\s/u

/** Where the words begin that a mail program puts above what it quotes: a line that ends in a colon, or a head of three lines and more. */
const leadAt = (lines: readonly string[], ours: number): number => {
  let end = ours
  while (end > 0 && /^[>\s|]*$/.test(lines[end - 1] ?? '')) end--
  let head = end
  while (head > 0 && headerLine.test(lines[head - 1] ?? '')) head--
  if (end - head >= 3) return /^\s*[-_]{5,}/.test(lines[head - 1] ?? '') ? head - 1 : head
  if (!/:\s*$/.test(lines[end - 1] ?? '')) return end
  // A long one is broken: the name and the address stand on the line before.
  return /^[^.?]*$/.test(lines[end - 2] ?? '.') && (lines[end - 2] ?? '').trim() !== '' ? end - 2 : end - 1
}
