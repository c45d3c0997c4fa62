import type { DeskPhone } from '#contract/phone'
import Grid3x3 from 'lucide-react/icons/grid-3x3'
import Mic from 'lucide-react/icons/mic'
import MicOff from 'lucide-react/icons/mic-off'
import Pause from 'lucide-react/icons/pause'
import PhoneOff from 'lucide-react/icons/phone-off'
import Play from 'lucide-react/icons/play'
import Users from 'lucide-react/icons/users'
import { useState } from 'react'
import { useCallVerbs } from '../api/phone.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useNow } from '../words/now.ts'
import { durationWords } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { ColleagueList } from './colleague-list.tsx'
import { Keypad } from './keypad.tsx'
import { lineVerbs, useLine } from './line.ts'
import { Who } from './who.tsx'

type Seat = NonNullable<DeskPhone['seat']>

/** The call they have: mute, hold, keys, ask a colleague, end. */
export const TalkCard = ({ seat }: { seat: Seat }) => {
  const { t } = useWords()
  const { call, asked, role } = seat
  const now = useNow()
  const [shows, setShows] = useState<'keys' | 'colleagues' | null>(null)
  const toggle = (what: 'keys' | 'colleagues') => setShows(shows === what ? null : what)
  const verbs = useCallVerbs(call.id)
  const line = useLine().call
  const muted = line?.muted ?? seat.muted
  // In this browser at once; on another telephone by the provider.
  const mute = () => (line ? lineVerbs()?.mute(!muted) : verbs.mute.mutate(!muted, { onError: failed }))
  const failed = (error: Error) => say('failed', refusalInWords(t, error))
  const title = call.answeredAt ? t('phone.talking', { time: durationWords(t, now - Date.parse(call.answeredAt)) }) : t('phone.calling')
  return (
    <section className="telephone-card" aria-label={title}>
      <h2>
        {title}
        {muted && <span className="telephone-held">{t('phone.muted')}</span>}
        {call.held && <span className="telephone-held">{t('phone.held')}</span>}
      </h2>
      <Who call={call} />
      {role === 'asked' && (
        <>
          <p className="telephone-about">{t('phone.youAreAsked')}</p>
          <div className="telephone-actions">
            <Button icon={PhoneOff} busy={verbs.decline.isPending} onPress={() => verbs.decline.mutate(undefined, { onError: failed })}>
              {t('phone.leaveColleague')}
            </Button>
          </div>
        </>
      )}
      {role === 'main' && asked === null && (
        <div className="telephone-actions">
          <Button icon={call.held ? Play : Pause} busy={verbs.hold.isPending} disabled={call.answeredAt === null} onPress={() => verbs.hold.mutate(!call.held, { onError: failed })}>
            {t(call.held ? 'phone.resume' : 'phone.hold')}
          </Button>
          <Button icon={muted ? Mic : MicOff} busy={verbs.mute.isPending} disabled={call.answeredAt === null} onPress={mute}>
            {t(muted ? 'phone.unmute' : 'phone.mute')}
          </Button>
          <Button icon={Grid3x3} disabled={call.answeredAt === null || call.held} expanded={shows === 'keys'} onPress={() => toggle('keys')}>
            {t('phone.keys')}
          </Button>
          <Button icon={Users} disabled={call.answeredAt === null} expanded={shows === 'colleagues'} onPress={() => toggle('colleagues')}>
            {t('phone.askColleague')}
          </Button>
          <Button look="danger" icon={PhoneOff} busy={verbs.hangUp.isPending} onPress={() => verbs.hangUp.mutate(undefined, { onError: failed })}>
            {t('phone.end')}
          </Button>
        </div>
      )}
      {role === 'main' && asked !== null && <Asking name={asked.name} talks={asked.talks} busy={verbs.endAsking.isPending} onEnd={(handOver) => verbs.endAsking.mutate(handOver, { onError: failed })} />}
      {shows === 'keys' && !call.held && <Keypad onKey={(key) => verbs.press.mutate(key, { onError: failed })} />}
      {shows === 'colleagues' && asked === null && <ColleagueList busy={verbs.ask.isPending} onChoose={({ agentId }) => verbs.ask.mutate(agentId, { onError: failed, onSuccess: () => setShows(null) })} />}
    </section>
  )
}

const Asking = ({ name, talks, busy, onEnd }: { name: string; talks: boolean; busy: boolean; onEnd: (handOver: boolean) => void }) => {
  const { t } = useWords()
  return (
    <>
      <p className="telephone-about">{t(talks ? 'phone.askingTalks' : 'phone.askingRings', { name })}</p>
      <div className="telephone-actions">
        <Button look="primary" busy={busy} disabled={!talks} onPress={() => onEnd(true)}>
          {t('phone.handOver', { name })}
        </Button>
        <Button busy={busy} onPress={() => onEnd(false)}>
          {t('phone.backToCaller')}
        </Button>
      </div>
    </>
  )
}
