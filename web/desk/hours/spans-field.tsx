import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import type { SpanTyped } from './typed.ts'

type SpansProps = { /** Whose hours they are, for screen readers. */ of: string; spans: readonly SpanTyped[]; onChange: (spans: SpanTyped[]) => void }

/** Several spans of one day; none is closed. */
export const SpansField = ({ of, spans, onChange }: SpansProps) => {
  const { t } = useWords()
  const add = () => onChange([...spans, { from: spans.at(-1)?.to ?? '09:00', to: '17:00' }])
  return (
    <div className="spans">
      {spans.length === 0 && <span className="hint">{t('hours.closed')}</span>}
      {spans.map((span, place) => (
        <span key={place} className="span">
          <input type="time" aria-label={t('hours.from', { of, n: place + 1 })} value={span.from} onChange={(event) => onChange(spans.with(place, { ...span, from: event.target.value || '00:00' }))} />
          <span aria-hidden>–</span>
          <input type="time" aria-label={t('hours.to', { of, n: place + 1 })} value={span.to} onChange={(event) => onChange(spans.with(place, { ...span, to: event.target.value || '00:00' }))} />
          <IconButton label={t('hours.removeSpan', { of, n: place + 1 })} icon={X} onPress={() => onChange(spans.toSpliced(place, 1))} />
        </span>
      ))}
      <IconButton label={t('hours.addSpan', { of })} icon={Plus} onPress={add} />
    </div>
  )
}
