import type { ArticleWriting, DraftWords } from '#contract/authoring'
import { useEffect, useRef, useState } from 'react'
import { useSaveDraft } from '../api/authoring.ts'
import { Refused } from '../api/request.ts'

const empty: DraftWords = { title: '', slug: '', summary: '', synonyms: [], body: '' }
const restMs = 1_500

export type Typed = Omit<DraftWords, 'synonyms'> & { synonyms: string }

/** What is typed, kept on the server as soon as the hand rests; `version` is that of the draft it is written over. */
export const useWriting = (article: ArticleWriting) => {
  const begun = article.draft ?? article.published ?? empty
  const [typed, setTyped] = useState<Typed>(() => ({ ...wordsOf(begun), synonyms: begun.synonyms.join('\n') }))
  const [version, setVersion] = useState(article.draft?.version ?? 0)
  const [isKept, setKept] = useState(true)
  const saving = useSaveDraft(article)
  const isTaken = saving.error instanceof Refused && saving.error.code === 'thread_changed'
  const latest = useRef(typed)
  const set = (change: Partial<Typed>) => {
    latest.current = { ...latest.current, ...change }
    setTyped(latest.current)
    setKept(false)
  }
  /** The version that what is typed has on the server; saves first where it has none. */
  const keep = async (): Promise<number> => {
    if (isKept && version > 0) return version
    const sent = latest.current
    const saved = await saving.mutateAsync({ ...sent, synonyms: linesIn(sent.synonyms), version })
    setVersion(saved.version)
    setKept(latest.current === sent)
    return saved.version
  }
  const again = useRef(keep)
  again.current = keep
  const mayRest = !isKept && !isTaken && !saving.isPending
  useEffect(() => {
    if (!mayRest) return
    const timer = setTimeout(() => void again.current().catch(() => undefined), restMs)
    return () => clearTimeout(timer)
  }, [mayRest, typed])
  useEffect(() => {
    if (isKept) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isKept])
  return { typed, set, keep, version, isKept, isTaken, failure: isTaken ? null : saving.error, busy: saving.isPending }
}

const wordsOf = ({ title, slug, summary, body }: DraftWords) => ({ title, slug, summary, body })
const linesIn = (text: string) => [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))]
