import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useState } from 'react'
import { contactHoursQuery, phoneQuery, useLogCall, useRing } from '../api/phone.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { OutcomeForm } from './note-form.tsx'

/** Ring the asker, or write down a call made elsewhere; outside the hours for contact it says so first. */
export const RingButton = ({ conversation }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <p className="beside-ring">
        <Button icon={PhoneOutgoing} onPress={() => setIsOpen(true)}>
          {t('ring.open')}
        </Button>
      </p>
      <Sheet title={t('ring.title', { name: conversation.asker.name })} isOpen={isOpen} onOpenChange={setIsOpen}>
        <RingForm conversation={conversation} onDone={() => setIsOpen(false)} />
      </Sheet>
    </>
  )
}

const RingForm = ({ conversation, onDone }: { conversation: DeskConversation; onDone: () => void }) => {
  const { t, timesIn } = useWords()
  const now = useNow()
  const hours = useQuery(contactHoursQuery(conversation.id)).data
  const phone = useQuery(phoneQuery).data
  const ring = useRing(conversation.id)
  const log = useLogCall(conversation.id)
  if (!hours || !phone) return null
  const theirs = timesIn(hours.timeZone)
  return (
    <>
      {hours.now ? (
        <p className="hint">{t('ring.theirTime', { time: theirs.clock(now) })}</p>
      ) : (
        <p className="telephone-warn" role="alert">
          <TriangleAlert aria-hidden /> {t(conversation.door === 'guest' ? 'ring.outsideGuest' : 'ring.outsidePartner', { time: theirs.clock(now), from: hours.from ? theirs.moment(hours.from, now) : '' })}
        </p>
      )}
      {phone.rings && (
        <div className="form-foot">
          <Button look={hours.now ? 'primary' : 'danger'} icon={PhoneOutgoing} busy={ring.isPending} onPress={() => ring.mutate(!hours.now, { onSuccess: onDone })}>
            {t(hours.now ? 'ring.now' : 'ring.anyway')}
          </Button>
        </div>
      )}
      {ring.error && (
        <p className="failure" role="alert">
          {refusalInWords(t, ring.error)}
        </p>
      )}
      <h3>{t('ring.byHand')}</h3>
      <OutcomeForm
        first="answered"
        busy={log.isPending}
        error={log.error}
        submit={t('ring.write')}
        onSubmit={({ outcome, note }) =>
          log.mutate({ outcome, note, clientId: crypto.randomUUID() }, { onSuccess: () => {
            say('done', t('phone.written'))
            onDone()
          } })
        }
      />
    </>
  )
}
