import type { DeskConversation } from '#contract/desk'
import ShieldCheck from 'lucide-react/icons/shield-check'
import ShieldQuestion from 'lucide-react/icons/shield-question-mark'
import { Chip } from '../parts/chip.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

export const Person = ({ conversation: { asker, partner, door } }: { conversation: DeskConversation }) => {
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
          [t('person.email'), asker.email && <a href={`mailto:${asker.email}`}>{asker.email}</a>],
          [t('person.phoneOnFile'), partner?.phoneOnFile && <a href={`tel:${partner.phoneOnFile.replaceAll(/[^+\d]/g, '')}`}>{partner.phoneOnFile}</a>],
        ]}
      />
    </BesideSection>
  )
}
