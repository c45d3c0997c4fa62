import type { Attachment } from '#contract/conversations'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import Download from 'lucide-react/icons/download'
import X from 'lucide-react/icons/x'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { patiently } from '../frame/patiently.ts'
import { IconButton } from '../parts/button.tsx'
import { Loading } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { previewKind } from './kinds.ts'
import { TextView } from './text-view.tsx'

const PdfView = lazy(async () => ({ default: (await patiently(() => import('./pdf-view.tsx'))).PdfView }))

type PreviewProps = { files: readonly Attachment[]; openId: string; onOpen: (id: string) => void; onClose: () => void }

/** A file over the desk, with the way to the next one; nothing in it can run or reach anything. */
export const PreviewDialog = ({ files, openId, onOpen, onClose }: PreviewProps) => {
  const { t, bytes } = useWords()
  const place = files.findIndex(({ id }) => id === openId)
  const file = files[place]
  const step = (by: number) => {
    const next = files[place + by]
    if (next) onOpen(next.id)
  }
  useArrows(step)
  if (!file) return null
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="modal fileview-modal">
        <Dialog className="fileview">
          <div className="fileview-inner">
            <header className="fileview-head">
              <Heading slot="title" level={2}>
                <bdi>{file.name}</bdi>
              </Heading>
              <span className="fileview-facts" role="status">
                {bytes(file.byteSize)}
                {files.length > 1 && ` · ${t('preview.place', { place: place + 1, n: files.length })}`}
              </span>
              {place > 0 && <IconButton label={t('preview.previous')} icon={ChevronLeft} onPress={() => step(-1)} />}
              {place < files.length - 1 && <IconButton label={t('preview.next')} icon={ChevronRight} onPress={() => step(1)} />}
              <a className="icon-button" href={file.path} download={file.name} aria-label={t('preview.download', { name: file.name })}>
                <Download aria-hidden />
              </a>
              <IconButton label={t('dialog.close')} icon={X} onPress={onClose} />
            </header>
            <Shown key={file.id} file={file} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The arrows lead from file to file, except where they move within a recording. */
const useArrows = (step: (by: number) => void) => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLMediaElement || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

const Shown = ({ file }: { file: Attachment }) => {
  const { t } = useWords()
  const [failed, setFailed] = useState(false)
  const onError = () => setFailed(true)
  const kind = previewKind(file)
  if (failed || kind === null) {
    return (
      <div className="fileview-body">
        <p className="fileview-none" role="alert">{t('preview.cannot')}</p>
        <a className="button button-plain" href={file.path} download={file.name}>{t('preview.download', { name: file.name })}</a>
      </div>
    )
  }
  return (
    <div className="fileview-body" data-kind={kind}>
      {kind === 'picture' && <img src={file.path} alt={file.name} onError={onError} />}
      {(kind === 'audio' || kind === 'video') && <Recording file={file} Kind={kind} onError={onError} />}
      {kind === 'text' && <TextView path={file.path} onError={onError} />}
      {kind === 'pdf' && (
        <Suspense fallback={<Loading label={t('state.loading')} rows={6} />}>
          <PdfView path={file.path} onError={onError} />
        </Suspense>
      )}
    </div>
  )
}

// What people send has no subtitles.
const Recording = ({ file, Kind, onError }: { file: Attachment; Kind: 'audio' | 'video'; onError: () => void }) => <Kind src={file.path} controls aria-label={file.name} onError={onError} />
