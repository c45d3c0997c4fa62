import type { ExpectedView, SeasonView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

export const orderPath = '/guest/how-we-order'

type Props = { visit: Visit; season: SeasonView | null }

/** Told to guests in a high season: who goes first, and from when it is their turn. It never stands in the way. */
export const GuestSeason = ({ visit: { tr, locale, path }, season }: Props) => {
  if (!season) return null
  return (
    <section class="season-note" aria-labelledby="season">
      <h2 id="season"><Icon name="clock" /> {tr.t('season.title')}</h2>
      <p>{tr.t('season.whoFirst', { hours: season.soonHours })}</p>
      <p>{season.comeBackAt ? tr.t('season.comeBackAt', { when: tr.dateTime(season.comeBackAt) }) : tr.t('season.comeBack', { hours: season.soonHours })}</p>
      {path === orderPath ? null : <p><a href={`/${locale}${orderPath}`}>{tr.t('season.howWeOrder')}</a></p>}
    </section>
  )
}

/** The same for partners, with what they can give guests who ask them. */
export const PartnerSeason = ({ visit: { tr, locale }, season }: Props) => {
  if (!season) return null
  return (
    <section class="season-note" aria-labelledby="season">
      <h2 id="season"><Icon name="clock" /> {tr.t('season.title')}</h2>
      <p>{tr.t('season.partner')}</p>
      <p><a class="way-link" href={`/${locale}/extranet/share`}>{tr.t('season.shareCard')} <Icon name="arrow" /></a></p>
    </section>
  )
}

/** "10–25 minutes", "2–4 hours"; null when nothing honest can be said but the promise. */
export const waitRange = ({ tr }: Pick<Visit, 'tr'>, expected: ExpectedView): string | null => {
  if (!expected) return null
  const { from, to } = expected
  if (to <= minutesUpTo) return from === to ? tr.t('season.minutes', { to }) : tr.t('season.minutesRange', { from, to })
  const [low, high] = [Math.max(1, Math.round(from / 60)), Math.ceil(to / 60)]
  return low === high ? tr.t('season.hours', { to: high }) : tr.t('season.hoursRange', { from: low, to: high })
}

const minutesUpTo = 90
