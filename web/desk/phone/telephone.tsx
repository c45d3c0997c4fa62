import type { DeskPhone } from '#contract/phone'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { go, pathOf } from '../address.ts'
import { phoneQuery } from '../api/phone.ts'
import { announce } from '../frame/notices.ts'
import { useWords } from '../words/words.tsx'
import { NoteForm } from './note-form.tsx'
import { RingingCard } from './ringing-card.tsx'
import { TalkCard } from './talk-card.tsx'
import { nameOf } from './who.tsx'

/** The agent's telephone, over whatever they are doing: what rings, the call they have, what is left to write up. */
export const Telephone = () => {
  const { data } = useQuery(phoneQuery)
  useRinging(data)
  if (!data || (data.ringing === null && data.seat === null)) return null
  const { ringing, seat } = data
  return (
    <aside className="telephone" data-telephone={ringing ? 'ringing' : seat?.state}>
      {ringing && <RingingCard key={ringing.call.id} ringing={ringing} />}
      {seat?.state === 'talking' && <TalkCard key={seat.call.id} seat={seat} />}
      {seat?.state === 'noting' && <NoteForm key={seat.call.id} call={seat.call} />}
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
