import type { ShownAction } from '#contract/macros'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useWords, type Words } from '../words/words.tsx'

/** What a saved reply does, in words and in order. */
export const Steps = ({ actions }: { actions: ShownAction[] }) => {
  const words = useWords()
  return (
    <ol className="macro-steps">
      {actions.map((shown) => (
        <li key={shown.action.do}>
          {shown.gone && <TriangleAlert aria-hidden />}
          <span dir="auto">{shown.gone ? words.t('macro.gone', { step: stepInWords(words, shown) }) : stepInWords(words, shown)}</span>
        </li>
      ))}
    </ol>
  )
}

const stepInWords = ({ t, language }: Pick<Words, 't' | 'language'>, { action, name }: ShownAction): string => {
  switch (action.do) {
    case 'topic': return t('macro.do.topic', { name: name ?? action.subtopic })
    case 'language': return t('macro.do.language', { name: language(action.locale) })
    case 'tags': return [action.add.length > 0 ? t('macro.do.tag', { tags: action.add.join(', ') }) : '', action.remove.length > 0 ? t('macro.do.untag', { tags: action.remove.join(', ') }) : ''].filter(Boolean).join(' · ')
    case 'note': return t('macro.do.note', { text: action.text })
    case 'remind': return action.kind === 'relocation' ? t('macro.do.relocation') : t('macro.do.remind', { n: action.hours, what: action.what || 'none' })
    case 'snooze': return action.hours === null ? t('macro.do.aside') : t('macro.do.snooze', { n: action.hours })
    case 'hand-over': return t('macro.do.hand-over', { name: name ?? '' })
    case 'close': return t(action.askerAgreed ? 'macro.do.close' : 'macro.do.announce', { outcome: t(`outcome.${action.outcome}`) })
  }
}
