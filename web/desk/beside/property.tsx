import type { DeskConversation } from '#contract/desk'
import Star from 'lucide-react/icons/star'
import { pathOf } from '../address.ts'
import { Link } from '../parts/link.tsx'
import { Chip, type Tone } from '../parts/chip.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

type PropertyFacts = NonNullable<DeskConversation['property']>

const tones: Record<PropertyFacts['status'], Tone> = { open: 'ok', closed: 'danger', snoozed: 'warn' }

export const Property = ({ property }: { property: PropertyFacts }) => {
  const { t, country, language, timesIn } = useWords()
  const now = useNow()
  return (
    <BesideSection title={t('property.title')}>
      <p className="beside-lead">
        <bdi className="beside-name">{property.name}</bdi>
        <Chip tone={tones[property.status]}>{t(`property.${property.status}`)}</Chip>
      </p>
      <p className="beside-note">
        <bdi>
          {property.address}, {property.city}, {country(property.country)}
        </bdi>
      </p>
      <Facts
        facts={[
          [t('property.number'), <span className="case-number">{property.number}</span>],
          [t('property.stars'), property.stars && <Stars count={property.stars} />],
          [t('property.localTime'), timesIn(property.timeZone).clock(now)],
          [t('person.language'), language(property.language)],
          [t('property.provider'), property.provider && `${property.provider.name} · ${property.provider.status}`],
          [t('property.accountManager'), property.accountManager],
        ]}
      />
      <p>
        <Link href={`${pathOf('search')}?${new URLSearchParams({ property: property.number })}`}>{t('property.all')}</Link>
      </p>
    </BesideSection>
  )
}

const Stars = ({ count }: { count: number }) => (
  <span className="stars">
    {count} <Star aria-hidden />
  </span>
)
