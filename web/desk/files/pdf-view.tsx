import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Loading } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'

GlobalWorkerOptions.workerPort = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })

// Drawn by a worker onto canvases: nothing a document brings along is run, and it reaches no address.
const careful = { useWasm: false, enableXfa: false, disableAutoFetch: true, disableStream: true }

type PdfViewProps = { path: string; onError: () => void }

/** A document, page below page; each is drawn when it comes near the window. */
export const PdfView = ({ path, onError }: PdfViewProps) => {
  const { t } = useWords()
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const fail = useEffectEvent(onError)
  useEffect(() => {
    const loading = getDocument({ url: path, ...careful })
    loading.promise.then(setPdf).catch(() => loading.destroyed || fail())
    return () => void loading.destroy()
  }, [path])
  if (!pdf) return <Loading label={t('state.loading')} rows={6} />
  return (
    <div className="fileview-pages" tabIndex={0} role="region" aria-label={t('preview.pages', { n: pdf.numPages })}>
      {Array.from({ length: pdf.numPages }, (_, index) => <PdfPage key={index} pdf={pdf} number={index + 1} />)}
    </div>
  )
}

const nearMargin = '600px'

const PdfPage = ({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) => {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!place.current) return
    const state = { left: false }
    const near = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return
      near.disconnect()
      void pdf.getPage(number).then(async (page) => {
        if (state.left || !canvas.current) return
        await draw(page, canvas.current)
        const { items } = await page.getTextContent()
        if (!state.left) setWords(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
      }).catch(() => undefined)
    }, { rootMargin: nearMargin })
    near.observe(place.current)
    return () => {
      state.left = true
      near.disconnect()
    }
  }, [pdf, number])
  return (
    <div className="fileview-page" ref={place}>
      <canvas ref={canvas} aria-hidden />
      <p className="visually-hidden">
        {t('preview.page', { place: number, n: pdf.numPages })} {words}
      </p>
    </div>
  )
}

const widthPx = 900

const draw = async (page: PDFPageProxy, canvas: HTMLCanvasElement) => {
  const { width } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: (widthPx / width) * Math.min(2, devicePixelRatio) })
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  await page.render({ canvas, viewport }).promise
}
