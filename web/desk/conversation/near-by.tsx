import type { Near } from '#contract/live'
import Eye from 'lucide-react/icons/eye'
import PencilLine from 'lucide-react/icons/pencil-line'
import { useWords } from '../words/words.tsx'

/** Who else is at this conversation, before two answer at once. Seen, not read out: it changes by the second. */
export const NearBy = ({ people }: { people: Near['people'] }) => {
  const { t } = useWords()
  const colleagues = people.filter(({ side }) => side === 'staff')
  const asker = people.find(({ side, typing }) => side === 'asker' && typing)
  if (colleagues.length === 0 && !asker) return null
  return (
    <ul className="near-by" aria-label={t('near.label')}>
      {colleagues.map(({ id, name, typing }) => (
        <li key={id} className={typing ? 'near-types' : undefined}>
          {typing ? <PencilLine aria-hidden /> : <Eye aria-hidden />} {t(typing ? 'near.types' : 'near.looks', { name })}
        </li>
      ))}
      {asker && (
        <li className="near-types">
          <PencilLine aria-hidden /> {t('near.askerTypes', { name: asker.name })}
        </li>
      )}
    </ul>
  )
}
