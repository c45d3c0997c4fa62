import Grid3x3 from 'lucide-react/icons/grid-3x3'
import Mic from 'lucide-react/icons/mic'
import MicOff from 'lucide-react/icons/mic-off'
import Pause from 'lucide-react/icons/pause'
import PhoneCall from 'lucide-react/icons/phone-call'
import PhoneOff from 'lucide-react/icons/phone-off'
import Play from 'lucide-react/icons/play'
import Users from 'lucide-react/icons/users'
import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { useWords } from '../../words/words.tsx'
import { ColleagueList } from '../colleague-list.tsx'
import { Keypad } from '../keypad.tsx'
import { lineVerbs, type LineCall } from '../line.ts'

/** Somebody has dialled the agent directly: a call beside the queue, which leaves nothing to write up. */
export const DirectCall = ({ call }: { call: LineCall }) => {
  const { t } = useWords()
  const title = t(call.state === 'ringing' ? 'softphone.rings' : 'softphone.talking', { name: call.from })
  return (
    <section className={`telephone-card ${call.state === 'ringing' ? 'telephone-ringing' : ''}`} aria-label={title} data-direct={call.state}>
      <h2>
        {call.state === 'ringing' && <PhoneCall aria-hidden />}
        <bdi>{title}</bdi>
        {call.muted && <span className="telephone-held">{t('phone.muted')}</span>}
        {call.held && <span className="telephone-held">{t('phone.held')}</span>}
      </h2>
      {call.state === 'ringing' ? <Ringing /> : call.asking ? <Asking talks={call.asking === 'talking'} /> : <Talking call={call} />}
    </section>
  )
}

const Ringing = () => {
  const { t } = useWords()
  return (
    <div className="telephone-actions">
      <Button look="primary" icon={PhoneCall} onPress={() => lineVerbs()?.answer()}>
        {t('phone.answer')}
      </Button>
      <Button icon={PhoneOff} onPress={() => lineVerbs()?.hangUp()}>
        {t('softphone.decline')}
      </Button>
    </div>
  )
}

const Talking = ({ call }: { call: LineCall }) => {
  const { t } = useWords()
  const [shows, setShows] = useState<'keys' | 'colleagues' | null>(null)
  const toggle = (what: 'keys' | 'colleagues') => setShows(shows === what ? null : what)
  return (
    <>
      <div className="telephone-actions">
        <Button icon={call.held ? Play : Pause} onPress={() => lineVerbs()?.hold(!call.held)}>
          {t(call.held ? 'phone.resume' : 'phone.hold')}
        </Button>
        <Button icon={call.muted ? Mic : MicOff} onPress={() => lineVerbs()?.mute(!call.muted)}>
          {t(call.muted ? 'phone.unmute' : 'phone.mute')}
        </Button>
        <Button icon={Grid3x3} expanded={shows === 'keys'} onPress={() => toggle('keys')}>
          {t('phone.keys')}
        </Button>
        <Button icon={Users} expanded={shows === 'colleagues'} onPress={() => toggle('colleagues')}>
          {t('phone.askColleague')}
        </Button>
        <Button look="danger" icon={PhoneOff} onPress={() => lineVerbs()?.hangUp()}>
          {t('phone.end')}
        </Button>
      </div>
      {shows === 'keys' && <Keypad onKey={(key) => lineVerbs()?.press(key)} />}
      {shows === 'colleagues' && <ColleagueList onChoose={({ address }) => address && lineVerbs()?.ask(address)} />}
    </>
  )
}

const Asking = ({ talks }: { talks: boolean }) => {
  const { t } = useWords()
  return (
    <>
      <p className="telephone-about">{t(talks ? 'softphone.askingTalks' : 'softphone.askingRings')}</p>
      <div className="telephone-actions">
        <Button look="primary" disabled={!talks} onPress={() => lineVerbs()?.handOver()}>
          {t('softphone.handOver')}
        </Button>
        <Button onPress={() => lineVerbs()?.takeBack()}>{t('phone.backToCaller')}</Button>
      </div>
    </>
  )
}
