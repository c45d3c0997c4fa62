import type { SavedReply } from '#contract/casework'
import { maxBodyLength } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import AtSign from 'lucide-react/icons/at-sign'
import Send from 'lucide-react/icons/send-horizontal'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import TextCursorInput from 'lucide-react/icons/text-cursor-input'
import { lazy, Suspense, useRef, useState } from 'react'
import { useRunMacro } from '../api/macros.ts'
import { focusSoon } from '../frame/focus.ts'
import { patiently } from '../frame/patiently.ts'
import { modifierName } from '../frame/platform.ts'
import { say } from '../frame/notices.ts'
import { attach } from '../macros/attached.ts'
import { AttachedMacro } from '../macros/attached-macro.tsx'
import { Button, IconButton } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { ComposerField } from './composer-field.tsx'
import type { FieldHandle } from './field.ts'
import { AttachButton, FileList } from './files.tsx'
import type { DraftKind } from './drafts.ts'
import { enterSends } from './enter-sends.ts'
import { headingId } from './head.tsx'
import { Said } from './said.tsx'
import { saidAfter } from './thread-parts.ts'
import { useHeld, useSending } from './use-sending.ts'

const MentionPicker = lazy(async () => ({ default: (await patiently(() => import('./mention-picker.tsx'))).MentionPicker }))
const MacroPreview = lazy(async () => ({ default: (await patiently(() => import('../macros/macro-preview.tsx'))).MacroPreview }))
const InsertPicker = lazy(async () => ({ default: (await patiently(() => import('./insert-picker.tsx'))).InsertPicker }))

export const fieldId = (kind: DraftKind) => `composer-${kind}`

type WritingFieldProps = { conversation: DeskConversation; kind: DraftKind }

export const WritingField = ({ conversation, kind }: WritingFieldProps) => {
  const { t, language } = useWords()
  const { text, write, send, busy, failure, changedSince, tooLong, open, files, asks, setAsks } = useSending(conversation, kind)
  const isReply = kind === 'reply'
  const { takeBack, sendNow } = useHeld(conversation)
  const hintId = `${fieldId(kind)}-hint`
  const field = useRef<FieldHandle>(null)
  const [inserts, setInserts] = useState<boolean | null>(null)
  const [macro, setMacro] = useState<SavedReply | null>(null)
  const running = useRunMacro(conversation.id)
  const insert = (words: string) => field.current?.insert(words)
  const act = (reply: SavedReply) => {
    setMacro(null)
    if (reply.body.trim() === '') return running.mutate(reply.key, { onError: (error) => say('failed', refusalInWords(t, error)) })
    attach(conversation.id, { key: reply.key, name: reply.name, actions: reply.actions })
    insert(reply.body)
  }
  const wordsOnly = (reply: SavedReply) => {
    setMacro(null)
    insert(reply.body)
  }
  const inChat = isReply && conversation.chat?.here === true && enterSends()
  const onKey = (event: KeyboardEvent, before: string) => {
    const withModifier = event.metaKey || event.ctrlKey
    const sendsAlone = inChat && !event.shiftKey && !event.isComposing && text.trim() !== ''
    // Where a word could begin, "/" asks for something to insert in an answer, "@" for a colleague to name in a note.
    if (event.key === (isReply ? '/' : '@') && /(^|\s)$/.test(before)) setInserts(true)
    else if (event.key === 'Enter' && (withModifier || sendsAlone)) {
      if (isReply && text === '') sendNow()
      else send()
    } else if (event.key === 'Escape') focusSoon(headingId)
    else {
      // In an empty field there is nothing to undo but the sending.
      if (event.key === 'z' && withModifier && isReply && text === '') takeBack()
      return false
    }
    return true
  }
  return (
    <div className="writing">
      {changedSince !== null && <Meanwhile conversation={conversation} since={changedSince} />}
      <ComposerField
        id={fieldId(kind)}
        handle={field}
        text={text}
        onText={write}
        onKey={onKey}
        onFiles={isReply ? (chosen) => void files.add(chosen) : null}
        label={t(isReply ? 'composer.replyTo' : 'composer.noteAbout', { name: conversation.asker.name })}
        describedBy={hintId}
        invalid={tooLong > 0 || failure !== null}
        placeholder={t(isReply ? 'composer.replyHint' : 'composer.noteHint', { language: language(conversation.locale) })}
        lang={isReply ? conversation.locale : undefined}
        busy={busy}
      />
      {isReply && <AttachedMacro conversationId={conversation.id} />}
      <FileList files={files.files} onRemove={files.remove} />
      <div className="writing-foot">
        <p className="hint" id={hintId} aria-live="polite">
          {failure !== null ? <Failure text={failure} /> : tooLong > 0 ? <Failure text={t('composer.tooLong', { n: tooLong, max: maxBodyLength })} /> : open.length > 0 ? <Failure text={t('composer.open', { names: open.join(', ') })} /> : inChat ? t('chat.keys') : t('composer.keys', { key: modifierName })}
        </p>
        {isReply && conversation.promise && !conversation.promise.kept && (
          <label className="clock-asks">
            <input type="checkbox" checked={asks} onChange={(event) => setAsks(event.target.checked)} /> {t('clock.asks')}
          </label>
        )}
        <span className="writing-tools">
          {isReply && <AttachButton onFiles={(chosen) => void files.add(chosen)} />}
          <IconButton label={t(isReply ? 'insert.title' : 'mention.title')} icon={isReply ? TextCursorInput : AtSign} onPress={() => setInserts(true)} />
        </span>
        <Button look="primary" icon={Send} onPress={send} busy={busy} disabled={text.trim() === '' || tooLong > 0 || open.length > 0 || files.isUploading}>
          {t(changedSince !== null ? 'composer.sendAnyway' : isReply ? 'composer.send' : 'composer.save')}
        </Button>
      </div>
      {macro !== null && (
        <Suspense>
          <MacroPreview reply={macro} onClose={() => setMacro(null)} onWords={wordsOnly} onAct={act} />
        </Suspense>
      )}
      {inserts !== null && (
        <Suspense>
          {isReply && <InsertPicker conversation={conversation} isOpen={inserts} onOpenChange={setInserts} onInsert={insert} onMacro={setMacro} />}
          {!isReply && <MentionPicker isOpen={inserts} onOpenChange={setInserts} onChoose={(name) => insert(`@${name} `)} />}
        </Suspense>
      )}
    </div>
  )
}

const Failure = ({ text }: { text: string }) => (
  <span className="failure">
    <TriangleAlert aria-hidden /> {text}
  </span>
)

/** What came in between: the text is kept, and sent only after this was seen. */
const Meanwhile = ({ conversation, since }: { conversation: DeskConversation; since: number }) => {
  const { t } = useWords()
  const said = saidAfter(conversation.entries, since)
  return (
    <div className="meanwhile" role="alert">
      <p className="meanwhile-title">
        <TriangleAlert aria-hidden /> {t('composer.meanwhile')}
      </p>
      {said.map((entry) => (
        <Said key={entry.seq} entry={entry} conversation={conversation} />
      ))}
    </div>
  )
}
