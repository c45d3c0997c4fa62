import type { Attachment, Entry } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import Download from 'lucide-react/icons/download'
import Lock from 'lucide-react/icons/lock'
import Paperclip from 'lucide-react/icons/paperclip'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { previewKind } from '../files/kinds.ts'
import { patiently } from '../frame/patiently.ts'
import { Formatted } from '../parts/formatted.tsx'
import { PlainText } from '../parts/plain-text.tsx'
import { MailKind } from '../mail/mail-kind.tsx'
import { MailParts } from '../mail/mail-parts.tsx'
import { useWords } from '../words/words.tsx'

type SaidProps = { entry: Entry; conversation: Pick<DeskConversation, 'id' | 'door' | 'locale' | 'entries' | 'casework'>; /** The case it was said in, when it was merged from another. */ from?: string }

/** One message, reply or note. */
export const Said = ({ entry, conversation, from }: SaidProps) => {
  const { t } = useWords()
  const isNote = entry.kind === 'note'
  const accepted = conversation.entries.some(({ data }) => data.acceptedFrom === entry.seq)
  return (
    <article className={`said said-${entry.kind}`} aria-label={t(`thread.${isNote ? 'note' : entry.kind === 'reply' ? 'reply' : 'message'}`, { name: entry.author.name })}>
      <header className="said-head">
        {isNote ? <Lock aria-hidden /> : entry.kind === 'message' && <span className={`door door-${conversation.door}`} />}
        <bdi className="said-name">{entry.author.name}</bdi>
        {from && <span className="said-from case-number">{from}</span>}
        <MailKind entry={entry} accepted={accepted} />
        {isNote && <span className="said-kind">{t('thread.onlyStaff')}</span>}
        <SaidAt entry={entry} isHere={from === undefined} />
      </header>
      {entry.body !== null && <Body entry={entry} body={entry.body} conversation={conversation} />}
      <MailParts entry={entry} conversationId={conversation.id} accepted={accepted} />
      {entry.attachments.length > 0 && <Attachments entry={entry} conversation={conversation} />}
    </article>
  )
}

/** When it was said; what was said here has an address of its own, for colleagues. */
const SaidAt = ({ entry: { at, seq }, isHere }: { entry: Entry; isHere: boolean }) => {
  const { t, times } = useWords()
  const time = (
    <time dateTime={at} title={times.full(at)}>
      {times.clock(at)}
    </time>
  )
  return isHere ? <a className="said-at" href={`#entry-${seq}`} aria-label={t('thread.linkTo', { at: times.full(at) })}>{time}</a> : time
}

// Only staff write with formatting: what an asker typed is shown sign by sign. A link of somebody who is not proved is read, not followed.
const Body = ({ entry: { kind }, body, conversation }: SaidProps & { body: string }) => {
  if (kind === 'reply' || kind === 'note') return <Formatted text={body} lang={kind === 'note' ? undefined : conversation.locale} />
  return <PlainText text={body} lang={conversation.locale} links={kind !== 'held' && (kind !== 'message' || conversation.casework.suspicion === null)} />
}

const PreviewDialog = lazy(async () => ({ default: (await patiently(() => import('../files/preview-dialog.tsx'))).PreviewDialog }))

const Attachments = ({ entry, conversation }: SaidProps) => {
  const { t, bytes } = useWords()
  const [openId, setOpenId] = useState<string | null>(null)
  const shown = useMemo(() => conversation.entries.flatMap(({ attachments }) => attachments).filter((file) => previewKind(file) !== null), [conversation.entries])
  // What stands in a merged conversation is shown by itself.
  const files = shown.some(({ id }) => id === openId) ? shown : entry.attachments
  return (
    <>
      <ul className="attachments" aria-label={t('thread.attachments')}>
        {entry.attachments.map((file) => (
          <li key={file.id}>
            <OpenableFile file={file} onPreview={() => setOpenId(file.id)}>
              {isPicture(file) && !file.check ? <img className="attachment-picture" src={file.path} alt="" loading="lazy" /> : <Paperclip aria-hidden />}
              <bdi>{file.name}</bdi>
              <span className="attachment-size">{bytes(file.byteSize)}</span>
            </OpenableFile>
          </li>
        ))}
      </ul>
      {openId && (
        <Suspense>
          <PreviewDialog files={files} openId={openId} onOpen={setOpenId} onClose={() => setOpenId(null)} />
        </Suspense>
      )}
    </>
  )
}

type OpenableProps = { file: Attachment; onPreview: () => void; children: ReactNode }

/** A file that opens over the desk, or is downloaded; or, while nobody may open it, why. */
const OpenableFile = ({ file, onPreview, children }: OpenableProps) => {
  const { t } = useWords()
  if (previewKind(file)) {
    return (
      <>
        <button type="button" className="attachment-open" aria-haspopup="dialog" onClick={onPreview}>{children}</button>
        <a className="attachment-download" href={file.path} download={file.name} aria-label={t('preview.download', { name: file.name })}>
          <Download aria-hidden />
        </a>
      </>
    )
  }
  if (!file.check) return <a href={file.path} download={file.name}>{children}</a>
  return (
    <span className="attachment-closed">
      {children}
      <span className="hint">{t(`file.${file.check}`)}</span>
    </span>
  )
}

const isPicture = ({ mediaType }: Attachment) => /^image\/(png|jpeg|gif|webp)$/.test(mediaType)
