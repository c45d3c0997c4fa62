import { useQuery } from '@tanstack/react-query'
import { wrongDoorsQuery } from '../api/seasons.ts'
import type { TextKey, Translate } from '../words/texts.ts'
import { useWords } from '../words/words.tsx'

const sources: Record<string, TextKey> = {
  'sign-in': 'wrongDoors.sign-in', 'locked-out': 'wrongDoors.locked-out', 'extranet-link': 'wrongDoors.extranet-link',
  'guest-contact': 'wrongDoors.guest-contact', 'guest-message': 'wrongDoors.guest-message', 'guest-sign-in': 'wrongDoors.guest-sign-in', mail: 'wrongDoors.mail',
}

/** Where somebody stood, in words. */
export const sourceName = (t: Translate, source: string): string => (sources[source] ? t(sources[source]) : source)

/** Who came by the wrong door lately, from where, and how many let themselves be taken over. */
export const WrongDoorsTable = () => {
  const { t, number } = useWords()
  const { data } = useQuery(wrongDoorsQuery)
  if (!data) return null
  return (
    <section className="season-group" aria-labelledby="wrong-doors">
      <h3 id="wrong-doors">{t('wrongDoors.title', { days: data.days })}</h3>
      {data.rows.length === 0 ? (
        <p className="hint">{t('wrongDoors.none')}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('wrongDoors.where')}</th>
                <th scope="col" className="amount">{t('wrongDoors.came')}</th>
                <th scope="col" className="amount">{t('wrongDoors.handedOver')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={`${row.door} ${row.source} ${row.by}`}>
                  <td>
                    {t(row.door === 'partner' ? 'wrongDoors.guests' : 'wrongDoors.partners')}: {sourceName(t, row.source)}
                  </td>
                  <td className="amount">{number(row.came)}</td>
                  <td className="amount">{number(row.handedOver)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
