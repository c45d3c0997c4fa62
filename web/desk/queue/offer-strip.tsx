import type { Offer } from '#contract/queue'
import { useQuery } from '@tanstack/react-query'
import Mail from 'lucide-react/icons/mail'
import MessagesSquare from 'lucide-react/icons/messages-square'
import PhoneIncoming from 'lucide-react/icons/phone-incoming'
import { useEffect } from 'react'
import { go, pathOf } from '../address.ts'
import { offersQuery, useAcceptOffer, useDeclineOffer } from '../api/offers.ts'
import { phoneQuery } from '../api/phone.ts'
import { announce, say } from '../frame/notices.ts'
import { useShortcut } from '../frame/shortcuts.ts'
import { Button } from '../parts/button.tsx'
import { useNow, useSeconds } from '../words/now.ts'
import { reasonInWords } from '../words/reasons.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** What the queue offers to this agent now: answered or passed on by one key, from wherever one is. */
export const OfferStrip = () => {
  const { data } = useQuery(offersQuery)
  const offer = data?.offers[0]
  const { data: phone } = useQuery({ ...phoneQuery, enabled: offer?.work === 'call' })
  const call = phone?.ringing?.call
  return offer ? <Offered key={offer.id} offer={offer} isToBeCalled={call?.conversationId === offer.conversationId && call.direction === 'out'} /> : null
}

const icons = { call: PhoneIncoming, chat: MessagesSquare, message: Mail }

/** `isToBeCalled`: nobody is on the line yet, a call was promised. */
const Offered = ({ offer, isToBeCalled }: { offer: Offer; isToBeCalled: boolean }) => {
  const { t, language } = useWords()
  const now = useNow()
  const [accepting, declining] = [useAcceptOffer(), useDeclineOffer()]
  const seconds = useSeconds(offer.expiresAt)
  const title = t(isToBeCalled ? 'phone.callBack' : `offer.${offer.work}`, { name: offer.askerName })
  const Icon = icons[offer.work]
  const failed = (error: Error) => say('failed', refusalInWords(t, error))
  // The news of what was accepted may take this strip away before the answer comes: what follows must not hang on it.
  const accept = () => void accepting.mutateAsync(offer.id).then(({ conversationId }) => go(pathOf('mine', conversationId)), failed)
  const decline = () => void declining.mutateAsync(offer.id).then(() => say('done', t('offer.passed')), failed)
  useEffect(() => announce(title), [title])
  useShortcut('y', accept)
  useShortcut('x', decline)
  if (seconds <= 0) return null
  const reasons = offer.reasons.filter(({ kind }) => kind !== 'promise' && kind !== 'on-the-line' && kind !== 'in-chat').map((reason) => reasonInWords(t, reason, now).words)
  return (
    <section className="strip offer" aria-label={t('offer.label')}>
      <Icon aria-hidden />
      <p>
        <strong>{title}</strong>
        <span>
          {[language(offer.locale), offer.topic, ...reasons].join(' · ')}
        </span>
      </p>
      <span className="offer-left">{t('offer.seconds', { n: seconds })}</span>
      <Button look="primary" onPress={accept} busy={accepting.isPending} shortcut="y">
        {t(isToBeCalled ? 'phone.callNow' : 'offer.accept')}
      </Button>
      <Button onPress={decline} busy={declining.isPending} shortcut="x">
        {t('offer.decline')}
      </Button>
    </section>
  )
}
