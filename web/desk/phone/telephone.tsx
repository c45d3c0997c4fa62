import type { DeskPhone } from '#contract/phone'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { go, pathOf } from '../address.ts'
import { phoneQuery } from '../api/phone.ts'
import { whenIdle } from '../frame/idle.ts'
import { announce } from '../frame/notices.ts'
import { patiently } from '../frame/patiently.ts'
import { useWords } from '../words/words.tsx'
import { useLine } from './line.ts'
import { nameOf } from './who.tsx'

const [ringingCard, talkCard, noteForm] = [() => import('./ringing-card.tsx'), () => import('./talk-card.tsx'), () => import('./note-form.tsx')]
const RingingCard = lazy(async () => ({ default: (await patiently(ringingCard)).RingingCard }))
const TalkCard = lazy(async () => ({ default: (await patiently(talkCard)).TalkCard }))
const NoteForm = lazy(async () => ({ default: (await patiently(noteForm)).NoteForm }))
const DirectCall = lazy(async () => ({ default: (await patiently(() => import('./softphone/direct-call.tsx'))).DirectCall }))

/** The agent's telephone, over whatever they are doing: what rings, the call they have, what is left to write up. */
export const Telephone = () => {
  const { data } = useQuery(phoneQuery)
  useRinging(data)
  // Here before anybody rings, and when the line is gone by then.
  useEffect(() => whenIdle(() => [ringingCard, talkCard, noteForm].forEach((load) => void patiently<unknown>(load))), [])
  const { call: onLine } = useLine()
  if (!data) return null
  const { ringing, seat } = data
  const direct = seat?.state === 'talking' ? null : onLine
  if (!ringing && !seat && !direct) return null
  return (
    <Suspense>
      <aside className="telephone" data-telephone={ringing ? 'ringing' : (seat?.state ?? 'direct')}>
        {direct && <DirectCall call={direct} />}
        {ringing && <RingingCard key={ringing.call.id} ringing={ringing} />}
        {seat?.state === 'talking' && <TalkCard key={seat.call.id} seat={seat} />}
        {seat?.state === 'noting' && <NoteForm key={seat.call.id} call={seat.call} />}
      </aside>
    </Suspense>
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
