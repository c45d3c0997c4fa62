import type { Colleagues } from '#contract/phone'
import { useQuery } from '@tanstack/react-query'
import { colleaguesQuery } from '../api/phone.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

type ColleagueListProps = { busy?: boolean; onChoose: (colleague: Colleagues['colleagues'][number]) => void }

/** Colleagues who are there and not on the telephone. */
export const ColleagueList = ({ busy = false, onChoose }: ColleagueListProps) => {
  const { t, language } = useWords()
  const { data } = useQuery(colleaguesQuery)
  if (!data) return null
  if (data.colleagues.length === 0) return <p className="telephone-about">{t('phone.nobodyFree')}</p>
  return (
    <ul className="telephone-colleagues">
      {data.colleagues.map((colleague) => (
        <li key={colleague.agentId}>
          <Button busy={busy} onPress={() => onChoose(colleague)}>
            {`${colleague.name} · ${colleague.languages.map(language).join(', ')}`}
          </Button>
        </li>
      ))}
    </ul>
  )
}
