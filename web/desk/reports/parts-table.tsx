import { Dimension, type PartsReport } from '#contract/reporting'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { partsQuery } from '../api/reports.ts'
import { Loading, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { isChannel } from './channels.ts'
import type { Look } from './look.ts'

type PartsTableProps = { look: Look; onChange: (change: Partial<Look>) => void }

/** The period taken apart: what most wrote about, and how it went. A name narrows everything above to it. */
export const PartsTable = ({ look, onChange }: PartsTableProps) => {
  const { t } = useWords()
  const [by, choose] = useState<Dimension>('topic')
  const found = useQuery({ ...partsQuery(look, by), placeholderData: keepPreviousData })
  return (
    <section className="season-group" aria-labelledby="reports-parts">
      <h3 id="reports-parts">{t('reports.parts')}</h3>
      <div className="period" role="group" aria-label={t('reports.parts')}>
        {Dimension.options.map((each) => (
          <button key={each} type="button" className="period-choice" aria-pressed={by === each} onClick={() => choose(each)}>
            {t(`reports.${each}`)}
          </button>
        ))}
      </div>
      {found.isPending && <Loading label={t('state.loading')} rows={4} />}
      {found.isError && <Trouble title={t('reports.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && (found.data.parts.length === 0 ? <p className="hint">{t('reports.nothingThen')}</p> : <Rows by={by} parts={found.data.parts} onChoose={(key) => onChange(narrowedTo(by, key))} />)}
    </section>
  )
}

// Sums are kept by language and by channel, not by both at once.
const narrowedTo = (by: Dimension, key: string): Partial<Look> => {
  if (by === 'topic') return { topic: key }
  if (by === 'language') return { language: key, channel: undefined }
  if (by === 'channel') return isChannel(key) ? { channel: key, language: undefined } : {}
  return key === 'partner' || key === 'guest' ? { door: key, topic: undefined } : {}
}

type RowsProps = { by: Dimension; parts: PartsReport['parts']; onChoose: (key: string) => void }

const Rows = ({ by, parts, onChoose }: RowsProps) => {
  const { t, number, language } = useWords()
  const percent = (part: number, all: number) => (all === 0 ? '–' : `${number(Math.round((part / all) * 100))} %`)
  const sum = parts.reduce((total, { opened }) => total + opened, 0)
  const nameOf = ({ key, name }: PartsReport['parts'][number]) => {
    if (by === 'topic') return `${t(key.startsWith('guest/') ? 'door.guest' : 'door.partner')}: ${name}`
    if (by === 'language') return language(key)
    if (by === 'channel') return isChannel(key) ? t(`channel.${key}`) : key
    return t(key === 'guest' ? 'door.guest' : 'door.partner')
  }
  return (
    <div className="table-frame">
      <table className="table parts-table">
        <thead>
          <tr>
            <th scope="col">{t(`reports.${by}`)}</th>
            <th scope="col" className="amount">{t('reports.opened')}</th>
            <th scope="col" className="amount">{t('reports.share')}</th>
            <th scope="col" className="amount">{t('reports.answered')}</th>
            <th scope="col" className="amount">{t('reports.kept')}</th>
            <th scope="col" className="amount">{t('reports.content')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => onChoose(part.key)}>
                  {nameOf(part)}
                </button>
              </th>
              <td className="amount">{number(part.opened)}</td>
              <td className="amount">{percent(part.opened, sum)}</td>
              <td className="amount">{number(part.answered)}</td>
              <td className="amount">{percent(part.kept, part.kept + part.missed)}</td>
              <td className="amount">{percent(part.good, part.good + part.bad)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
