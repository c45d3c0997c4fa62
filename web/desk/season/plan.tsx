import type { TrialResult } from '#contract/simulation'
import { lazy, Suspense } from 'react'
import { patiently } from '../frame/patiently.ts'
import { Loading } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'

// The drawing comes only to those who have a plan to look at.
const HoursChart = lazy(async () => ({ default: (await patiently(() => import('../reports/hours-chart.tsx'))).HoursChart }))

/** The people each hour needs, as a picture and as a table, and what was found with them. */
export const Plan = ({ result: { hours, plan } }: { result: TrialResult }) => {
  const { t, number } = useWords()
  const aims = { 'first on the phone': t('plan.firstPhone'), 'first in chat': t('plan.firstChat'), 'first in writing': t('plan.firstWriting'), kept: t('plan.kept') }
  const percent = (part: number) => `${number(Math.round(part * 1_000) / 10)} %`
  const minutes = (amount: number) => t('plan.minutes', { n: Math.round(amount * 10) / 10 })
  return (
    <section className="season-group" aria-labelledby="plan-title">
      <h4 id="plan-title">{t('plan.title')}</h4>
      <p>{t(plan.holds ? 'plan.holds' : 'plan.fails', { people: plan.people, percent: Math.round(plan.taken * 100) })}</p>
      <Suspense fallback={<Loading label={t('state.loading')} rows={3} />}>
        <HoursChart title={t('trial.staff')} hours={hours} />
      </Suspense>
      <div className="table-frame">
        <table className="table">
          <caption>{t('plan.aims')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('plan.aim')}</th>
              <th scope="col" className="amount">{t('plan.bound')}</th>
              <th scope="col" className="amount">{t('plan.found')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.aims.map(({ aim, bound, found, holds }) => (
              <tr key={aim}>
                <th scope="row">{aims[aim]}</th>
                <td className="amount">{aim === 'kept' ? percent(bound) : minutes(bound)}</td>
                <td className={`amount ${holds ? '' : 'missed'}`}>{aim === 'kept' ? percent(found) : minutes(found)}{holds ? '' : ` · ${t('plan.missed')}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-frame">
        <table className="table">
          <caption>{t('trial.staff')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('trial.hour')}</th>
              <th scope="col" className="amount">{t('trial.work')}</th>
              <th scope="col" className="amount">{t('trial.there')}</th>
              <th scope="col" className="amount">{t('plan.needed')}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(({ hour, work, there, needed }) => (
              <tr key={hour}>
                <th scope="row">{String(hour).padStart(2, '0')}</th>
                <td className="amount">{number(Math.round(work * 10) / 10)}</td>
                <td className="amount">{number(there)}</td>
                <td className="amount">{number(needed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
