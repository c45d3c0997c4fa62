import type { DeskConversation } from '#contract/desk'
import Crown from 'lucide-react/icons/crown'
import LogIn from 'lucide-react/icons/log-in'
import { Chip, type Tone } from '../parts/chip.tsx'
import { useNow } from '../words/now.ts'
import { durationWords, hourMs } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

type Reservation = NonNullable<DeskConversation['reservation']>

const tones: Record<Reservation['status'], Tone> = { booked: 'ok', cancelled: 'danger', 'no-show': 'warn', stayed: 'plain' }

export const Stay = ({ reservation, fetchedAt }: { reservation: Reservation; fetchedAt: number }) => {
  const { t, times, money, language } = useWords()
  const { guest, status } = reservation
  const now = useNow()
  return (
    <BesideSection title={t('stay.title')}>
      {status === 'booked' && <CheckIn hours={reservation.hoursToCheckIn} fetchedAt={fetchedAt} />}
      <p className="beside-lead">
        <span className="case-number">{reservation.confirmationNumber}</span>
        <Chip tone={tones[status]}>{t(`stay.${status}`)}</Chip>
      </p>
      <p className="stay-dates">
        <span>{times.plainDate(reservation.arrival, now)}</span>
        <span aria-hidden> → </span>
        <span className="visually-hidden">{t('stay.until')}</span>
        <span>{times.plainDate(reservation.departure, now)}</span>
      </p>
      <p className="beside-note">
        {t('stay.nights', { n: reservation.nights })} · {t('stay.rooms', { n: reservation.rooms })} · {t('stay.guests', { n: reservation.guests })}
      </p>
      <Facts
        facts={[
          [t('stay.total'), <span className="money">{money(reservation.totalMinor, reservation.currency)}</span>],
          [t('stay.policy'), reservation.policy],
          [t('stay.guest'), <bdi>{guest.name}</bdi>],
          [t('person.language'), language(guest.language)],
          [t('stay.level'), <Level level={guest.loyaltyLevel} />],
        ]}
      />
    </BesideSection>
  )
}

const CheckIn = ({ hours, fetchedAt }: { hours: number; fetchedAt: number }) => {
  const { t } = useWords()
  const left = hours * hourMs - Math.max(0, useNow() - fetchedAt)
  const time = durationWords(t, Math.abs(left))
  const tone = left < 0 ? 'tone-danger' : left < 24 * hourMs ? 'tone-warn' : 'tone-plain'
  return (
    <p className={`check-in ${tone}`}>
      <LogIn aria-hidden />
      {t(left < 0 ? 'reason.checkInPassed' : 'reason.checkIn', { time })}
    </p>
  )
}

const Level = ({ level }: { level: number }) => {
  const { t } = useWords()
  if (level === 0) return t('stay.noLevel')
  return (
    <span className="level">
      {level >= 3 && <Crown aria-hidden />}
      {t('reason.loyalty', { level })}
    </span>
  )
}
