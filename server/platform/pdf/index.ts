export { drawPdf, type Pdf, type PdfOptions } from './pdf.ts'
export { linesOf, visual } from './visual.ts'
