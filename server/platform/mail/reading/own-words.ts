import EmailReplyParser from 'email-reply-parser'

/** Stands above everything in a mail that may be answered: what comes below it in an answer is ours, not the writer's. */
export const answerAbove = '⸻'

/** What somebody wrote in this mail, without the mail it answers. All of it when nothing else would be left. */
export const ownWords = (text: string): string => {
  const above = aboveLead(aboveHead(aboveOurs(text).split('\n'))).join('\n')
  const own = parser.parseReply(above).trim().replace(/\n[-_]{5,}$/, '').trimEnd()
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

/** What office programs call the lines of the head above what is answered, each in the language of whoever writes. */
const headWords = {
  from: ['from', 'från', 'von', 'de', 'da', 'van', 'fra', 'od', 'lähettäjä', 'من', 'feladó', 'kimden', 'от', 'от кого', 'від', 'από', '发件人', '差出人', '보낸 사람'],
  sent: ['sent', 'date', 'skickat', 'datum', 'gesendet', 'envoyé', 'enviado', 'fecha', 'inviato', 'data', 'verzonden', 'sendt', 'dato', 'wysłano', 'odesláno', 'enviada', 'lähetetty', 'تم الإرسال', 'التاريخ', 'elküldve', 'gönderildi', 'отправлено', 'дата', 'στάλθηκε', '发送时间', '送信日時', '보낸 날짜'],
  subject: ['subject', 'ämne', 'betreff', 'objet', 'asunto', 'oggetto', 'onderwerp', 'emne', 'temat', 'předmět', 'assunto', 'aihe', 'الموضوع', 'tárgy', 'konu', 'тема', 'θέμα', '主题', '件名', '제목'],
} as const
type HeadWord = keyof typeof headWords

const headWordIn = (line: string): HeadWord | null => {
  const [, word = ''] = /^[>\s]*\*?([\p{L} ]{2,14})[:：]/u.exec(line) ?? []
  const known = word.trim().toLowerCase()
  return (Object.keys(headWords) as HeadWord[]).find((kind) => (headWords[kind] as readonly string[]).includes(known)) ?? null
}

const mostHeadLines = 8

/** Cuts at a head that names who wrote, when, and about what; a guest's own list has one of these words, not all three. */
const aboveHead = (lines: readonly string[]): readonly string[] => {
  const from = lines.findIndex((line, at) => {
    if (headWordIn(line) !== 'from') return false
    const kinds = new Set(lines.slice(at + 1, at + mostHeadLines).map(headWordIn))
    return kinds.has('sent') && kinds.has('subject')
  })
  if (from < 1) return lines
  let end = from
  while (end > 0 && /^[>\s]*([-_]{3,}.*)?$/.test(lines[end - 1] ?? '')) end--
  return end === 0 ? lines : lines.slice(0, end)
}

const isQuoted = (line: string) => /^\s*>/.test(line)
const isBlank = (line: string) => line.trim() === ''

/** Cuts at the line above the quotation a mail ends with: whatever the language, it ends in a colon and names an address, or a year and an hour. */
const aboveLead = (lines: readonly string[]): readonly string[] => {
  let start = lines.length
  while (start > 0 && (isQuoted(lines[start - 1] ?? '') || isBlank(lines[start - 1] ?? ''))) start--
  if (!lines.slice(start).some(isQuoted)) return lines
  const [before = '', lead = ''] = [lines[start - 2], lines[start - 1]]
  if (!/[:：]\s*$/.test(lead)) return lines
  const namesSomebody = (text: string) => text.length < 1_000 && (/[^\s<(]@[^\s>)]/.test(text) || (/(?<!\d)20\d\d(?!\d)/.test(text) && /\d{1,2}[:.]\d{2}/.test(text)))
  if (!namesSomebody(lead)) return lines
  // A long one is broken before the address.
  return lines.slice(0, /^\s*[<(]\S+@/.test(lead) && !isBlank(before) ? start - 2 : start - 1)
}
