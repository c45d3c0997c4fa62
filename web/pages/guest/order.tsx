import { inEveryLanguage, Page } from '../parts/layout.tsx'
import { GuestSeason, waitRange } from '../parts/season.tsx'
import type { ExpectedView, OrderView, SeasonView } from '../ports.ts'
import type { Visit } from '../site.ts'

type OrderProps = { visit: Visit; order: OrderView; season: SeasonView | null }

/** How the queue is put in order, said from the rules it is put in order by. */
export const OrderPage = ({ visit, order, season }: OrderProps) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={tr.t('order.title')} door="guest" indexed={{ description: tr.t('order.lead'), languages: inEveryLanguage(visit), structured: [] }} trail={[{ name: tr.t('help.guestTitle'), href: `/${locale}/guest` }]}>
      <h1>{tr.t('order.title')}</h1>
      <p class="lead">{tr.t('order.lead')}</p>
      <GuestSeason visit={visit} season={season} />
      <ol class="order-lanes">
        <li>
          <h2>{tr.t('order.safety')}</h2>
          <p>{tr.t('order.safetyText', { minutes: order.safetyMinutes })}</p>
          <Wait visit={visit} expected={order.expected.safety} />
        </li>
        <li>
          <h2>{tr.t('order.first')}</h2>
          <p>{tr.t('order.firstText', { hours: order.firstMinutes / 60 })}</p>
          <ul class="points">{order.first.map((rule) => <li>{ruleText(visit, rule)}</li>)}</ul>
          <Wait visit={visit} expected={order.expected.first} />
        </li>
        <li>
          <h2>{tr.t('order.ordinary')}</h2>
          <p>{tr.t('order.ordinaryText', { hours: order.promiseHours })}</p>
          <Wait visit={visit} expected={order.expected.ordinary} />
        </li>
      </ol>
      <h2>{tr.t('order.fairTitle')}</h2>
      <ul class="points">
        <li>{tr.t('order.nobodyRefused')}</li>
        <li>{tr.t('order.waitingRaises')}</li>
        <li>{tr.t('order.share', { picks: order.ordinaryOneIn })}</li>
        <li>{tr.t('order.moves')}</li>
        <li>{tr.t('order.sameForAll')}</li>
      </ul>
      <p class="meta">{tr.t('order.made')}</p>
    </Page>
  )
}

const ruleText = ({ tr, brand }: Visit, rule: OrderView['first'][number]): string => {
  switch (rule.kind) {
    case 'in-stay': return tr.t('order.rule.inStay')
    case 'check-in-soon': return tr.t('order.rule.checkInSoon', { hours: rule.hours })
    case 'loyalty': return tr.t('order.rule.loyalty', { level: rule.level, brand: brand.name })
  }
}

const Wait = ({ visit, expected }: { visit: Visit; expected: ExpectedView }) => {
  const range = waitRange(visit, expected)
  return range ? <p class="state">{visit.tr.t('order.waitNow', { range })}</p> : null
}
