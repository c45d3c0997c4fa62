import { drawPdf, visual, type Pdf } from '#platform/pdf'

export type Receipt = { title: string; brand: string; isRightToLeft: boolean; rows: (readonly [string, string])[]; sum: readonly [string, string]; note: string }

const margin = 56
const ink = '#1B2430'
const muted = '#56606E'
const accent = '#9A3B1B'
const labelWidth = 170

/** Draws one A4 page; a page that reads from the right has its labels there. */
export const drawReceipt = (receipt: Receipt): Promise<Uint8Array> =>
  drawPdf({ size: 'A4', margin, info: { Title: receipt.title, Author: receipt.brand } }, (doc) => draw(doc, receipt))

const draw = (doc: Pdf, { title, brand, isRightToLeft, rows, sum, note }: Receipt) => {
  const width = doc.page.width - 2 * margin
  const side = isRightToLeft ? 'right' : 'left'
  doc.font('serif').fontSize(12).fillColor(accent).text(visual(brand, isRightToLeft), margin, margin, { width, align: side })
  doc.font('serif').fontSize(24).fillColor(ink).text(visual(title, isRightToLeft), { width, align: side }).moveDown(1)
  for (const [label, value] of rows) row(doc, { label, value, isRightToLeft, bold: false })
  doc.moveTo(margin, doc.y + 4).lineTo(margin + width, doc.y + 4).strokeColor('#E2DDD3').stroke()
  doc.y += 16
  row(doc, { label: sum[0], value: sum[1], isRightToLeft, bold: true })
  doc.moveDown(1).font('text').fontSize(9).fillColor(muted).text(visual(note, isRightToLeft), margin, doc.y, { width, align: side })
}

type Row = { label: string; value: string; isRightToLeft: boolean; bold: boolean }

const row = (doc: Pdf, { label, value, isRightToLeft, bold }: Row) => {
  const valueWidth = doc.page.width - 2 * margin - labelWidth
  const [labelAt, valueAt] = isRightToLeft ? [margin + valueWidth, margin] : [margin, margin + labelWidth]
  const align = isRightToLeft ? 'right' : 'left'
  const top = doc.y
  doc.font('text').fontSize(10).fillColor(muted).text(visual(label, isRightToLeft), labelAt, top, { width: labelWidth, align })
  const afterLabel = doc.y
  doc.font(bold ? 'bold' : 'text').fontSize(bold ? 13 : 11).fillColor(ink).text(visual(value, isRightToLeft), valueAt, top, { width: valueWidth, align })
  doc.y = Math.max(afterLabel, doc.y) + 8
}
