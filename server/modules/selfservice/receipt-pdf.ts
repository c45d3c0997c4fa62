import { createRequire } from 'node:module'
import bidiFactory from 'bidi-js'
import PdfFile from 'pdfkit'

export type Receipt = { title: string; brand: string; isRightToLeft: boolean; rows: (readonly [string, string])[]; sum: readonly [string, string]; note: string }

const margin = 56
const ink = '#1B2430'
const muted = '#56606E'
const accent = '#9A3B1B'
const labelWidth = 170

const fontAt = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

/** Draws one A4 page. The font has Latin, Greek, Cyrillic and Arabic; a page that reads from the right has its labels there. */
export const drawReceipt = (receipt: Receipt): Promise<Uint8Array> => {
  const doc = new PdfFile({ size: 'A4', margin, info: { Title: receipt.title, Author: receipt.brand } })
  const chunks: Buffer[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  draw(doc, receipt)
  doc.end()
  return done
}

const draw = (doc: PDFKit.PDFDocument, { title, brand, isRightToLeft, rows, sum, note }: Receipt) => {
  const width = doc.page.width - 2 * margin
  const side = isRightToLeft ? 'right' : 'left'
  doc.registerFont('text', fontAt('DejaVuSans')).registerFont('bold', fontAt('DejaVuSans-Bold')).registerFont('serif', fontAt('DejaVuSerif-Bold'))
  doc.font('serif').fontSize(12).fillColor(accent).text(visual(brand, isRightToLeft), margin, margin, { width, align: side })
  doc.font('serif').fontSize(24).fillColor(ink).text(visual(title, isRightToLeft), { width, align: side }).moveDown(1)
  for (const [label, value] of rows) row(doc, { label, value, isRightToLeft, bold: false })
  doc.moveTo(margin, doc.y + 4).lineTo(margin + width, doc.y + 4).strokeColor('#E2DDD3').stroke()
  doc.y += 16
  row(doc, { label: sum[0], value: sum[1], isRightToLeft, bold: true })
  doc.moveDown(1).font('text').fontSize(9).fillColor(muted).text(visual(note, isRightToLeft), margin, doc.y, { width, align: side })
}

type Row = { label: string; value: string; isRightToLeft: boolean; bold: boolean }

const row = (doc: PDFKit.PDFDocument, { label, value, isRightToLeft, bold }: Row) => {
  const valueWidth = doc.page.width - 2 * margin - labelWidth
  const [labelAt, valueAt] = isRightToLeft ? [margin + valueWidth, margin] : [margin, margin + labelWidth]
  const align = isRightToLeft ? 'right' : 'left'
  const top = doc.y
  doc.font('text').fontSize(10).fillColor(muted).text(visual(label, isRightToLeft), labelAt, top, { width: labelWidth, align })
  const afterLabel = doc.y
  doc.font(bold ? 'bold' : 'text').fontSize(bold ? 13 : 11).fillColor(ink).text(visual(value, isRightToLeft), valueAt, top, { width: valueWidth, align })
  doc.y = Math.max(afterLabel, doc.y) + 8
}

const bidi = bidiFactory()

/** Words in the order they stand on paper. The font engine turns and joins the letters of each word; the order of words is ours. */
export const visual = (text: string, isRightToLeft: boolean): string => {
  const { levels } = bidi.getEmbeddingLevels(text, isRightToLeft ? 'rtl' : 'auto')
  const words = [...text.matchAll(/\s+|\S+/g)].map((found) => ({ text: found[0], level: levels[found.index] ?? 0 }))
  const highest = Math.max(0, ...words.map(({ level }) => level))
  for (let level = highest; level > 0; level--) reverseRuns(words, level)
  return words.map((word) => word.text).join('')
}

const reverseRuns = (words: { text: string; level: number }[], least: number) => {
  for (let from = 0; from < words.length; from++) {
    let to = from
    while ((words[to]?.level ?? -1) >= least) to++
    words.splice(from, to - from, ...words.slice(from, to).toReversed())
    from = Math.max(from, to)
  }
}
