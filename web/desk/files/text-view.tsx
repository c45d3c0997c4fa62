import { useEffect, useEffectEvent, useState } from 'react'
import { Loading } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'

const mostShown = 200_000

type TextViewProps = { path: string; onError: () => void }

/** A text sign by sign, as it is written; of a very long one the beginning. */
export const TextView = ({ path, onError }: TextViewProps) => {
  const { t } = useWords()
  const [text, setText] = useState<string | null>(null)
  const fail = useEffectEvent(onError)
  useEffect(() => {
    const leaving = new AbortController()
    fetch(path, { signal: leaving.signal })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))))
      .then(setText)
      .catch(() => leaving.signal.aborted || fail())
    return () => leaving.abort()
  }, [path])
  if (text === null) return <Loading label={t('state.loading')} rows={6} />
  return (
    <>
      {/* Long texts are read with the arrow keys. */}
      <pre className="fileview-text" tabIndex={0} dir="auto">{text.slice(0, mostShown)}</pre>
      {text.length > mostShown && <p className="hint">{t('preview.cut')}</p>}
    </>
  )
}
