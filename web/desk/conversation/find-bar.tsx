import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import X from 'lucide-react/icons/x'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import { findFieldId, type useFind } from './use-find.ts'

type FindBarProps = { find: ReturnType<typeof useFind>; onClose: () => void }

/** A field above the conversation, with the way from one place to the next. */
export const FindBar = ({ find, onClose }: FindBarProps) => {
  const { t } = useWords()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
    else find.step(event.shiftKey ? 1 : -1)
  }
  return (
    <search className="find-bar" aria-label={t('find.title')}>
      <input
        id={findFieldId} type="search" maxLength={200} aria-label={t('find.title')} placeholder={t('find.title')} autoComplete="off" spellCheck={false}
        value={find.words ?? ''} onChange={(event) => find.type(event.target.value)} onKeyDown={onKeyDown}
      />
      <span className="find-count" role="status">
        {find.words?.trim() && find.count !== null ? t('find.count', { n: find.count, place: find.place + 1 }) : ''}
      </span>
      <IconButton label={t('find.earlier')} icon={ChevronUp} onPress={() => find.step(-1)} />
      <IconButton label={t('find.later')} icon={ChevronDown} onPress={() => find.step(1)} />
      <IconButton label={t('find.close')} icon={X} onPress={onClose} />
    </search>
  )
}
