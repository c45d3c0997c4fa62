import Paperclip from 'lucide-react/icons/paperclip'
import X from 'lucide-react/icons/x'
import { useRef, useState } from 'react'
import { uploadFile } from '../api/casework.ts'
import { IconButton } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { alongOf, setAlong, useAlong, type Kept } from './along.ts'
import { keepFiles, type DraftPlace } from './drafts.ts'

/** Files that go along with an answer, stored as soon as they are chosen, and kept with its draft. */
export const useFiles = (place: DraftPlace, onFailure: (words: string) => void) => {
  const { t } = useWords()
  const { conversationId } = place
  const { files } = useAlong(conversationId)
  const change = (next: readonly Kept[]) => {
    setAlong(conversationId, { files: next })
    keepFiles(place)
  }
  const [uploading, setUploading] = useState(0)
  const add = async (chosen: readonly File[]) => {
    for (const file of chosen) {
      setUploading((n) => n + 1)
      await uploadFile(file)
        .then((kept) => change([...alongOf(conversationId).files, { ...kept, preview: kept.mediaType.startsWith('image/') ? URL.createObjectURL(file) : null }]))
        .catch((error: unknown) => onFailure(`${file.name}: ${refusalInWords(t, error instanceof Error ? error : new Error())}`))
      setUploading((n) => n - 1)
    }
  }
  const remove = (id: string) => change(files.filter((file) => file.id !== id))
  return { files, isUploading: uploading > 0, add, remove }
}

export const FileList = ({ files, onRemove }: { files: readonly Kept[]; onRemove: (id: string) => void }) => {
  const { t, bytes } = useWords()
  if (files.length === 0) return null
  return (
    <ul className="kept-files" aria-label={t('thread.attachments')}>
      {files.map((file) => (
        <li key={file.id}>
          {file.preview ? <img className="attachment-picture" src={file.preview} alt="" /> : <Paperclip aria-hidden />}
          <bdi>{file.name}</bdi>
          <span className="attachment-size">{bytes(file.byteSize)}</span>
          <IconButton label={t('files.remove', { name: file.name })} icon={X} onPress={() => onRemove(file.id)} />
        </li>
      ))}
    </ul>
  )
}

export const AttachButton = ({ onFiles }: { onFiles: (files: readonly File[]) => void }) => {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={t('files.attach')} icon={Paperclip} onPress={() => input.current?.click()} />
      <input
        ref={input} type="file" multiple hidden aria-label={t('files.attach')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
