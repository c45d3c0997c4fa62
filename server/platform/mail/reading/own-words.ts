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
  // The line above says who wrote when, in whatever language, and is one of at most three that end in a colon.
  let end = ours
  while (end > 0 && isQuoteLead(lines[end - 1] ?? '') && ours - end < 6) end--
  return lines.slice(0, end).join('\n')
}

const isQuoteLead = (line: string) => /^[>\s|]*$/.test(line) || /:\s*$/.test(line) || /^\s*[_-]{5,}\s*$/.test(line) || /^[>\s]*\*?[\p{L} -]{2,20}:\*?\s/u.test(line) || /^\s*-{2,}.*-{2,}\s*$/.test(line)
