import type { TakenBack } from '#contract/casework'
import { maxBodyLength } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNote } from '../api/actions.ts'
import { colleaguesQuery, useHold, useSendNow, useTakeBack } from '../api/casework.ts'
import { Refused } from '../api/request.ts'
import { announce, say } from '../frame/notices.ts'
import { useMe } from '../me.tsx'
import { serverNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { attach, useAttached } from '../macros/attached.ts'
import { alongOf, setAlong, useAlong } from './along.ts'
import { useFiles } from './files.tsx'
import { mentionedIn } from './mentions.ts'
import { adoptDraft, readDraft, useDraft, writeDraft, type DraftKind, type DraftPlace } from './drafts.ts'

export type Sending = {
  text: string
  write: (text: string) => void
  send: () => void
  busy: boolean
  failure: string | null
  /** Somebody wrote after this number while the text was being written: it must be looked at before sending. */
  changedSince: number | null
  tooLong: number
  /** Names of values that a saved reply left open: it is not sent with them. */
  open: string[]
  files: ReturnType<typeof useFiles>
  /** It asks something back: the promise waits for the asker. */
  asks: boolean
  setAsks: (asks: boolean) => void
}

/** A text kept until it is sent; the same text is never stored twice, however often sending is tried. */
export const useSending = (conversation: DeskConversation, kind: DraftKind): Sending => {
  const { t } = useWords()
  const place = { agentId: useMe().id, conversationId: conversation.id, kind }
  const text = useDraft(place)
  const [failure, setFailure] = useState<string | null>(null)
  const [changedSince, setChangedSince] = useState<number | null>(null)
  const post = usePost(conversation, kind)
  const { asks } = useAlong(conversation.id)
  const files = useFiles({ ...place, kind: 'reply' }, setFailure)
  const colleagues = useQuery({ ...colleaguesQuery, enabled: kind === 'note' && text.includes('@') })
  const tooLong = Math.max(0, text.trim().length - maxBodyLength)
  const attached = useAttached(conversation.id)
  const macro = kind === 'reply' ? attached?.key : undefined
  const open = kind === 'reply' ? [...text.matchAll(/\{\{\s*\w+\s*\}\}/g)].map(([name]) => name) : []
  useKeptText(place, conversation)
  useStopped(conversation, { kind, onStopped: setChangedSince })

  const write = (next: string) => {
    setFailure(null)
    writeDraft(place, next, serverNow())
  }
  const failed = (error: unknown) => {
    const changed = error instanceof Refused && error.code === 'thread_changed'
    setChangedSince(changed ? conversation.lastSeq : null)
    setFailure(changed || !(error instanceof Error) ? null : refusalInWords(t, error))
  }
  const send = () => {
    const body = text.trim()
    if (body === '' || tooLong > 0 || open.length > 0 || post.busy || files.isUploading) return
    setFailure(null)
    // Also when another conversation is opened meanwhile, what was sent is no longer a draft.
    const sent = () => {
      setChangedSince(null)
      write('')
      if (kind === 'reply') {
        setAlong(conversation.id, { files: [], asks: false })
        attach(conversation.id, null)
      }
      if (kind === 'note') say('done', t('composer.noteSent'))
      else announce(t('held.spoken'))
    }
    post.run({ body, asks, fileIds: files.files.map(({ id }) => id), mentions: mentionedIn(body, colleagues.data?.agents ?? []), macro }).then(sent, failed)
  }
  return { text, write, send, busy: post.busy, failure, changedSince, tooLong, open, files, asks, setAsks: (next) => setAlong(conversation.id, { asks: next }) }
}

const usePost = ({ id, lastSeq }: DeskConversation, kind: DraftKind) => {
  const hold = useHold(id)
  const note = useNote(id)
  const attempt = useRef({ body: '', clientId: '' })
  const run = async ({ body, asks, fileIds, mentions, macro }: { body: string; asks: boolean; fileIds: string[]; mentions: string[]; macro: string | undefined }): Promise<void> => {
    // An edited text is another text: under the old id the server would answer with what it stored before.
    if (attempt.current.body !== body) attempt.current = { body, clientId: crypto.randomUUID() }
    const { clientId } = attempt.current
    await (kind === 'note' ? note.mutateAsync({ clientId, body, mentions }) : hold.mutateAsync({ clientId, seenSeq: lastSeq, body, asks, fileIds, macro }))
    // The same words once more are another answer.
    attempt.current = { body: '', clientId: '' }
  }
  return { run, busy: hold.isPending || note.isPending }
}

/** What was begun on another machine stands in the field, unless something newer was written here. */
const useKeptText = (place: DraftPlace, { casework }: DeskConversation) => {
  const saved = casework.drafts.find(({ kind }) => kind === place.kind)
  const adopt = useEffectEvent(() => saved && adoptDraft(place, saved))
  useEffect(() => void adopt(), [saved?.savedAt])
}

/** An answer that was stopped on its way comes back into the field, with what had changed. */
const useStopped = (conversation: DeskConversation, { kind, onStopped }: { kind: DraftKind; onStopped: (seenSeq: number) => void }) => {
  const { held } = conversation.casework
  const { takeBack, isMine } = useHeld(conversation)
  const isStopped = kind === 'reply' && isMine && held?.stopped === true
  const restore = useEffectEvent(() => {
    takeBack()
    onStopped(held?.seenSeq ?? 0)
  })
  useEffect(() => {
    if (isStopped) restore()
  }, [isStopped])
}

/** One's own answer that has not left yet: taking it back puts its text into the field, and what went along beside it. */
export const useHeld = ({ id, casework: { held, macro } }: DeskConversation) => {
  const { t } = useWords()
  const place: DraftPlace = { agentId: useMe().id, conversationId: id, kind: 'reply' }
  const taking = useTakeBack(id)
  const sending = useSendNow(id)
  const isMine = held !== null && held.agentId === place.agentId
  const failed = (error: Error) => say('failed', error instanceof Refused && error.code === 'not_found' ? t('held.gone') : refusalInWords(t, error))
  const putBack = ({ body, asks, files }: TakenBack) => {
    const along = alongOf(id)
    setAlong(id, { asks: asks || along.asks, files: [...files.map((file) => ({ ...file, preview: null })), ...along.files] })
    const text = readDraft(place)
    if (macro?.withReply) attach(id, { key: macro.key, name: macro.name, actions: macro.actions })
    writeDraft(place, text.trim() === '' ? body : `${body}\n\n${text}`, serverNow())
  }
  const takeBack = () => {
    if (isMine && !taking.isPending) taking.mutate(undefined, { onSuccess: putBack, onError: failed })
  }
  const sendNow = () => {
    if (isMine && !held.stopped && !sending.isPending) sending.mutate(undefined, { onError: failed })
  }
  return { held, isMine, takeBack, sendNow }
}
