import { maxBodyLength } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import { useRef, useState } from 'react'
import { useNote, useReply } from '../api/actions.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { useMe } from '../me.tsx'
import { serverNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { useDraft, writeDraft, type DraftKind } from './drafts.ts'

export type Sending = {
  text: string
  write: (text: string) => void
  send: () => void
  busy: boolean
  failure: string | null
  /** Somebody wrote after this number while the text was being written: it must be looked at before sending. */
  changedSince: number | null
  tooLong: number
}

/** A text kept until it is sent; the same text is never stored twice, however often sending is tried. */
export const useSending = (conversation: DeskConversation, kind: DraftKind): Sending => {
  const { t } = useWords()
  const place = { agentId: useMe().id, conversationId: conversation.id, kind }
  const text = useDraft(place)
  const [failure, setFailure] = useState<string | null>(null)
  const [changedSince, setChangedSince] = useState<number | null>(null)
  const post = usePost(conversation, kind)
  const tooLong = Math.max(0, text.trim().length - maxBodyLength)

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
    if (body === '' || tooLong > 0 || post.busy) return
    setFailure(null)
    // Also when another conversation is opened meanwhile, what was sent is no longer a draft.
    const sent = () => {
      setChangedSince(null)
      write('')
      say('done', t(`composer.${kind}Sent`))
    }
    post.run(body).then(sent, failed)
  }
  return { text, write, send, busy: post.busy, failure, changedSince, tooLong }
}

const usePost = ({ id, lastSeq }: DeskConversation, kind: DraftKind) => {
  const reply = useReply(id)
  const note = useNote(id)
  const attempt = useRef({ body: '', clientId: '' })
  const run = (body: string) => {
    // An edited text is another text: under the old id the server would answer with what it stored before.
    if (attempt.current.body !== body) attempt.current = { body, clientId: crypto.randomUUID() }
    const { clientId } = attempt.current
    return kind === 'note' ? note.mutateAsync({ clientId, body }) : reply.mutateAsync({ clientId, seenSeq: lastSeq, body })
  }
  return { run, busy: reply.isPending || note.isPending }
}
