import type { TrialResult } from '#contract/simulation'
import { useState, type FormEvent } from 'react'
import { useTrySeason } from '../api/offers.ts'
import { Refused } from '../api/request.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import type { Translate } from '../words/texts.ts'
import { useWords } from '../words/words.tsx'
import { Plan } from './plan.tsx'

const begin = { source: 'shipped', load: '3', days: '7', mean: '95', peak: '125', csv: '' }
const sources = ['shipped', 'history', 'file'] as const
const numbers = [{ field: 'load', min: 0.1, max: 20, step: 0.1 }, { field: 'days', min: 1, max: 14, step: 1 }, { field: 'mean', min: 30, max: 120, step: 1 }, { field: 'peak', min: 30, max: 300, step: 1 }] as const

/** What a season would do to the queue with so many people, before it comes. */
export const Trial = () => {
  const { t } = useWords()
  const [typed, setTyped] = useState(begin)
  const trying = useTrySeason()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (trying.isPending) return
    const source = sources.find((known) => known === typed.source) ?? 'shipped'
    trying.mutate({ source, ...(source === 'file' ? { csv: typed.csv } : {}), load: Number(typed.load), days: Number(typed.days), mean: Number(typed.mean) / 100, peak: Number(typed.peak) / 100 })
  }
  return (
    <section className="season-group trial" aria-labelledby="trial-title">
      <h3 id="trial-title">{t('trial.title')}</h3>
      <p className="hint">{t('trial.hint')}</p>
      <form className="form" onSubmit={submit}>
        <div className="trial-fields">
          <label className="field">
            <span>{t('trial.source')}</span>
            <select value={typed.source} onChange={(event) => setTyped({ ...typed, source: event.target.value })}>
              {sources.map((source) => (
                <option key={source} value={source}>{t(source === 'file' ? 'plan.file' : `trial.${source}`)}</option>
              ))}
            </select>
          </label>
          {typed.source === 'file' && (
            <label className="field">
              <span>{t('plan.chooseFile')}</span>
              <input type="file" required accept=".csv,text/csv" aria-describedby="plan-columns" onChange={(event) => void event.target.files?.[0]?.text().then((csv) => setTyped((before) => ({ ...before, csv })))} />
              <small id="plan-columns" className="hint">{t('plan.columns')}</small>
            </label>
          )}
          {numbers.map(({ field, ...bounds }) => (
            <label className="field" key={field}>
              <span>{t(`trial.${field}`)}</span>
              <input type="number" required {...bounds} value={typed[field]} onChange={(event) => setTyped({ ...typed, [field]: event.target.value })} />
            </label>
          ))}
        </div>
        {trying.error && <p className="failure" role="alert">{whyNot(t, trying.error)}</p>}
        <div className="form-foot">
          <Button type="submit" busy={trying.isPending}>
            {t('trial.run')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{trying.data && <Result result={trying.data} />}</div>
    </section>
  )
}

const whyNot = (t: Translate, error: Error): string => {
  if (!(error instanceof Refused)) return refusalInWords(t, error)
  const { problem, line, column, columns } = error.detail
  if (problem === 'columns' && Array.isArray(columns)) return t('plan.missingColumns', { columns: columns.join(', ') })
  if (problem === 'line') return t('plan.badLine', { line: Number(line), column: String(column) })
  return error.code === 'unavailable' ? t('trial.tooLittle') : refusalInWords(t, error)
}

const lanes = ['safety', 'first', 'ordinary'] as const
const ways = ['call', 'chat', 'message'] as const

const Result = ({ result }: { result: TrialResult }) => {
  const { t, number } = useWords()
  const p95 = (policy: TrialResult['policies'][number], group: string) => number(Math.round(policy.groups.find((each) => each.group === group)?.p95 ?? 0))
  return (
    <>
      <p>{t('trial.result', { n: result.conversations, hours: result.staffHours })}</p>
      <div className="table-frame">
        <table className="table">
          <caption>{t('trial.policies')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('trial.group')}</th>
              {result.policies.map(({ policy }) => (
                <th scope="col" className="amount" key={policy}>{t(`trial.policy.${policy}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.flatMap((lane) => ways.map((way) => (
              <tr key={`${lane} ${way}`}>
                <th scope="row">{t(`lane.${lane}`)}, {t(`trial.way.${way}`)}</th>
                {result.policies.map((policy) => (
                  <td className="amount" key={policy.policy}>{p95(policy, `${lane} ${way}`)}</td>
                ))}
              </tr>
            )))}
            <tr>
              <th scope="row">{t('trial.longest')}</th>
              {result.policies.map(({ policy, longest }) => <td className="amount" key={policy}>{number(Math.round(longest))}</td>)}
            </tr>
            <tr>
              <th scope="row">{t('trial.kept')}</th>
              {result.policies.map(({ policy, kept }) => <td className="amount" key={policy}>{number(Math.round(kept * 1_000) / 10)} %</td>)}
            </tr>
          </tbody>
        </table>
      </div>
      <Plan result={result} />
    </>
  )
}
