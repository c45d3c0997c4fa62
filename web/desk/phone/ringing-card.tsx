import type { DeskPhone } from '#contract/phone'
import PhoneCall from 'lucide-react/icons/phone-call'
import PhoneForwarded from 'lucide-react/icons/phone-forwarded'
import { useCallVerbs } from '../api/phone.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useNow } from '../words/now.ts'
import { durationWords } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { nameOf, Who } from './who.tsx'

export const RingingCard = ({ ringing: { call, role } }: { ringing: NonNullable<DeskPhone['ringing']> }) => {
  const { t } = useWords()
  const now = useNow()
  const verbs = useCallVerbs(call.id)
  const failed = (error: Error) => say('failed', refusalInWords(t, error))
  const title = role === 'asked' ? 'phone.asked' : call.callBack === 'dropped' ? 'phone.callAgain' : call.direction === 'out' ? 'phone.callBack' : 'phone.rings'
  return (
    <section className="telephone-card telephone-ringing" aria-label={t(title, { name: nameOf(t, call) })}>
      <h2>
        <PhoneCall aria-hidden />
        {t(title, { name: nameOf(t, call) })}
      </h2>
      <Who call={call} isNamed />
      {call.waitingSince && <p className="telephone-about">{t('phone.waited', { time: durationWords(t, now - Date.parse(call.waitingSince)) })}</p>}
      <div className="telephone-actions">
        <Button look="primary" icon={PhoneCall} busy={verbs.answer.isPending} onPress={() => verbs.answer.mutate(undefined, { onError: failed })}>
          {t(call.direction === 'out' && role === 'main' ? 'phone.callNow' : 'phone.answer')}
        </Button>
        <Button icon={PhoneForwarded} busy={verbs.decline.isPending} onPress={() => verbs.decline.mutate(undefined, { onError: failed })}>
          {t('phone.letPass')}
        </Button>
      </div>
    </section>
  )
}
