import type { DeskConversation } from '#contract/desk'
import ShieldCheck from 'lucide-react/icons/shield-check'
import ShieldQuestion from 'lucide-react/icons/shield-question-mark'
import { Chip } from '../parts/chip.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

/** How sure it is who was on the telephone, by what, and what may therefore be spoken of. */
export const CallCheck = ({ call }: { call: NonNullable<DeskConversation['call']> }) => {
  const { t, times } = useWords()
  const now = useNow()
  const isSure = call.level >= 2
  return (
    <BesideSection title={t(call.direction === 'in' ? 'callCheck.in' : 'callCheck.out')}>
      <p>
        <Chip tone={isSure ? 'ok' : 'warn'} icon={isSure ? ShieldCheck : ShieldQuestion}>{t(`phone.proof.${call.proof}`)}</Chip>
      </p>
      <p className={isSure ? 'beside-note' : 'telephone-warn'}>{t(isSure ? (call.level === 3 ? 'callCheck.person' : 'callCheck.booking') : 'phone.guidanceOnly')}</p>
      <Facts
        facts={[
          [t('callCheck.says'), call.claimedName && <bdi>{call.claimedName}</bdi>],
          [t('callCheck.number'), call.number && <><bdi dir="ltr">{call.number}</bdi> · {t(call.numberOnFile ? 'phone.onFile' : 'phone.hint')}</>],
          [t('callCheck.at'), <time dateTime={call.at} title={times.full(call.at)}>{times.moment(call.at, now)}</time>],
        ]}
      />
    </BesideSection>
  )
}
