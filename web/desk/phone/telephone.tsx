import type { DeskPhone } from '#contract/phone'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { go, pathOf } from '../address.ts'
import { phoneQuery } from '../api/phone.ts'
import { announce } from '../frame/notices.ts'
import { useWords } from '../words/words.tsx'
import { useLine } from './line.ts'
import { nameOf } from './who.tsx'

const RingingCard = lazy(async () => ({ default: (await import('./ringing-card.tsx')).RingingCard }))
const TalkCard = lazy(async () => ({ default: (await import('./talk-card.tsx')).TalkCard }))
const NoteForm = lazy(async () => ({ default: (await import('./note-form.tsx')).NoteForm }))
const DirectCall = lazy(async () => ({ default: (await import('./softphone/direct-call.tsx')).DirectCall }))

/** The agent's telephone, over whatever they are doing: what rings, the call they have, what is left to write up. */
export const Telephone = () => {
  const { data } = useQuery(phoneQuery)
  useRinging(data)
  const { call: onLine } = useLine()
  if (!data) return null
  const { ringing, seat } = data
  const direct = seat?.state === 'talking' ? null : onLine
  if (!ringing && !seat && !direct) return null
  return (
    <aside className="telephone" data-telephone={ringing ? 'ringing' : (seat?.state ?? 'direct')}>
      <Suspense>
        {direct && <DirectCall call={direct} />}
        {ringing && <RingingCard key={ringing.call.id} ringing={ringing} />}
        {seat?.state === 'talking' && <TalkCard key={seat.call.id} seat={seat} />}
        {seat?.state === 'noting' && <NoteForm key={seat.call.id} call={seat.call} />}
      </Suspense>
    </aside>
  )
}

// Said once; the conversation of a call that began opens by itself, wherever it was answered.
const useRinging = (data: DeskPhone | undefined) => {
  const { t } = useWords()
  const ringing = data?.ringing?.call ?? null
  const spoken = ringing && t('phone.rings', { name: nameOf(t, ringing) })
  const talkedOf = data?.seat?.state === 'talking' ? data.seat.call.conversationId : null
  useEffect(() => {
    if (spoken) announce(spoken)
  }, [spoken])
  useEffect(() => {
    if (talkedOf) go(pathOf('mine', talkedOf))
  }, [talkedOf])
}
