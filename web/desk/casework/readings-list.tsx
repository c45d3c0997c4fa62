import { useQuery } from '@tanstack/react-query'
import { readingsQuery } from '../api/casework.ts'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** Who of the staff has looked at it, and when last. */
export const ReadingsList = ({ id }: { id: string }) => {
  const { t, times } = useWords()
  const now = useNow()
  const { data, error } = useQuery({ ...readingsQuery(id), retry: false, staleTime: 0 })
  if (error) return <p className="failure" role="alert">{refusalInWords(t, error)}</p>
  return (
    <ul className="readings">
      {data?.readings.map(({ name, firstAt, lastAt, opened }) => (
        <li key={`${name} ${firstAt}`}>
          <bdi>{name}</bdi>
          {!opened && <span className="hint">{t('readings.ahead')}</span>}
          <time dateTime={lastAt} title={times.full(lastAt)}>{times.moment(lastAt, now)}</time>
        </li>
      ))}
    </ul>
  )
}
