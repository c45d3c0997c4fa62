import type { SeatCall } from '#contract/phone'
import Phone from 'lucide-react/icons/phone'
import ShieldCheck from 'lucide-react/icons/shield-check'
import ShieldQuestion from 'lucide-react/icons/shield-question-mark'
import { Chip } from '../parts/chip.tsx'
import type { Translate } from '../words/texts.ts'
import { useWords } from '../words/words.tsx'

export const nameOf = (t: Translate, call: SeatCall): string => call.askerName ?? call.claimedName ?? t('phone.somebody')

/** Who it is unless that is said above, what it is about, and how sure that is. */
export const Who = ({ call, isNamed = false }: { call: SeatCall; isNamed?: boolean }) => {
  const { t, language } = useWords()
  const isSure = call.level >= 2
  return (
    <>
      {!isNamed && (
        <p className="telephone-name">
          <bdi>{nameOf(t, call)}</bdi>
        </p>
      )}
      {call.topic && (
        <p className="telephone-about">
          {call.topic} › {call.subtopic}
          {call.propertyName && (
            <>
              {' · '}
              <bdi>{call.propertyName}</bdi>
            </>
          )}
        </p>
      )}
      <p className="telephone-chips">
        <Chip tone={isSure ? 'ok' : 'warn'} icon={isSure ? ShieldCheck : ShieldQuestion}>
          {t(`phone.proof.${call.proof}`)}
        </Chip>
        <Chip>{language(call.locale)}</Chip>
        {call.number && (
          <Chip icon={Phone} title={t(call.numberOnFile ? 'phone.onFile' : 'phone.hint')}>
            <bdi dir="ltr">{call.number}</bdi>
          </Chip>
        )}
      </p>
      {isSure ? null : <p className="telephone-warn">{t('phone.guidanceOnly')}</p>}
    </>
  )
}
