import type { DeskConversation } from '#contract/desk'
import PhoneOff from 'lucide-react/icons/phone-off'
import ShieldCheck from 'lucide-react/icons/shield-check'
import ShieldQuestion from 'lucide-react/icons/shield-question-mark'
import { useMe } from '../me.tsx'
import { Chip } from '../parts/chip.tsx'
import { RingButton } from '../phone/ring-dialog.tsx'
import { mayCall } from '../words/call-hours.ts'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

export const Person = ({ conversation }: { conversation: DeskConversation }) => {
  const { asker, partner, door, casework } = conversation
  const { t, language, country, timesIn } = useWords()
  const now = useNow()
  const isProved = asker.identity !== 'unverified' && asker.identity !== 'short-pin'
  return (
    <BesideSection title={t(`door.${door}`)}>
      <p className="beside-lead">
        <bdi className="beside-name">{asker.name}</bdi>
        <Chip tone={isProved ? 'ok' : 'warn'} icon={isProved ? ShieldCheck : ShieldQuestion}>
          {t(`person.${asker.identity}`)}
        </Chip>
      </p>
      <Facts
        facts={[
          [t('person.role'), asker.role],
          [t('person.organisation'), partner && <bdi>{partner.name}</bdi>],
          [t('person.country'), partner && country(partner.country)],
          [t('stay.level'), asker.loyaltyLevel ? t('reason.loyalty', { level: asker.loyaltyLevel }) : null],
          [t('person.language'), language(asker.locale)],
          [t('person.theirTime'), asker.timeZone && timesIn(asker.timeZone).clock(now)],
          [t('person.email'), asker.email && <Address email={asker.email} />],
          [t('person.phoneOnFile'), partner?.phoneOnFile && <Phone number={partner.phoneOnFile} />],
          [t('person.callNumber'), casework.callNumber && <Phone number={casework.callNumber} />],
        ]}
      />
      <CallWarning conversation={conversation} />
      <RingButton conversation={conversation} />
    </BesideSection>
  )
}

/** Too long for the column, it breaks before its host. */
const Address = ({ email }: { email: string }) => {
  const at = email.lastIndexOf('@')
  return (
    <a href={`mailto:${email}`}>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </a>
  )
}

const Phone = ({ number }: { number: string }) => <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>{number}</a>

/** Before somebody is called at night: guests within their hours, partners first in business hours. */
const CallWarning = ({ conversation: { asker, property, door } }: { conversation: DeskConversation }) => {
  const { t, timesIn } = useWords()
  const { brand } = useMe()
  const now = useNow()
  // A guest with no zone of their own is where they stay, as far as anybody knows.
  const timeZone = door === 'guest' ? (asker.timeZone ?? property?.timeZone) : (property?.timeZone ?? asker.timeZone)
  if (!timeZone || mayCall(brand.callHours, { door, timeZone, now })) return null
  const { from, to } = brand.callHours[door]
  return (
    <p className="warning">
      <PhoneOff aria-hidden /> {t(door === 'guest' ? 'call.notNowGuest' : 'call.notNowPartner', { time: timesIn(timeZone).clock(now), from, to })}
    </p>
  )
}
