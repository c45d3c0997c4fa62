import { createRequire } from 'node:module'

export type Pdf = PDFKit.PDFDocument
export type PdfOptions = PDFKit.PDFDocumentOptions

const fontAt = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

/** Draws a document with the fonts `text`, `bold` and `serif`, which have Latin, Greek, Cyrillic and Arabic. */
export const drawPdf = async (options: PdfOptions, draw: (doc: Pdf) => void): Promise<Uint8Array> => {
  // Thirty megabytes of fonts' makers, for a paper now and then: they come with the first.
  const { default: PdfFile } = await import('pdfkit')
  const doc = new PdfFile(options)
  const chunks: Buffer[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('text', fontAt('DejaVuSans')).registerFont('bold', fontAt('DejaVuSans-Bold')).registerFont('serif', fontAt('DejaVuSerif-Bold'))
  draw(doc)
  doc.end()
  return done
}
