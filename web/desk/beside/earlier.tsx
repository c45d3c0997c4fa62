import type { DeskConversation } from '#contract/desk'
import { pathOf, type View } from '../address.ts'
import { Link } from '../parts/link.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection } from './facts.tsx'

export const Earlier = ({ earlier, view }: { earlier: DeskConversation['earlier']; view: View }) => {
  const { t, times } = useWords()
  const now = useNow()
  return (
    <BesideSection title={t('earlier.title')}>
      {earlier.length === 0 && <p className="beside-note">{t('earlier.none')}</p>}
      <ul className="earlier">
        {earlier.map((past) => (
          <li key={past.id}>
            <Link href={pathOf(view, past.id)}>
              <span className="earlier-topic">
                <span className={`door door-${past.door}`} title={t(`door.${past.door}`)} />
                <span className="visually-hidden">{t(`door.${past.door}`)}: </span>
                <bdi>{past.askerName}</bdi> · {past.topic}
              </span>
              <span className="earlier-line">
                <span className="case-number">{past.caseNumber}</span> · {t(`state.${past.state}`)} ·{' '}
                <time dateTime={past.openedAt} title={times.full(past.openedAt)}>
                  {times.moment(past.openedAt, now)}
                </time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </BesideSection>
  )
}
