import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { useWords } from '../../words/words.tsx'
import { turnLine, useLine } from '../line.ts'
import { choices, keepDevices, readDevices } from './devices.ts'

/** How the telephone in this browser stands, and what it hears and speaks by. */
export const TelephoneSettings = () => {
  const { t } = useWords()
  const { state } = useLine()
  const [devices, setDevices] = useState(readDevices)
  const { data } = useQuery({ queryKey: ['devices', state], queryFn: choices, staleTime: 0 })
  const change = (kind: 'microphone' | 'speaker') => (id: string) => setDevices(keepDevices({ [kind]: id }))
  return (
    <section aria-label={t('softphone.title')} className="telephone-settings">
      <h3>{t('softphone.title')}</h3>
      <p role="status">{t(`softphone.state.${state}`)}</p>
      {state !== 'off' && data && (
        <>
          <Device label={t('softphone.microphone')} value={devices.microphone} devices={data.microphones} onChange={change('microphone')} />
          {data.speakers.length > 0 && <Device label={t('softphone.speaker')} value={devices.speaker} devices={data.speakers} onChange={change('speaker')} />}
        </>
      )}
      <Button onPress={() => turnLine(state === 'off' || state === 'asks' || state === 'refused' || state === 'no-microphone')}>
        {t(state === 'off' || state === 'asks' ? 'softphone.turnOn' : state === 'refused' || state === 'no-microphone' ? 'softphone.tryAgain' : 'softphone.turnOff')}
      </Button>
    </section>
  )
}

type DeviceProps = { label: string; value: string; devices: readonly MediaDeviceInfo[]; onChange: (id: string) => void }

const Device = ({ label, value, devices, onChange }: DeviceProps) => {
  const { t } = useWords()
  return (
    <label className="field">
      <span>{label}</span>
      <select value={devices.some(({ deviceId }) => deviceId === value) ? value : ''} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('softphone.standard')}</option>
        {devices.map(({ deviceId, label: name }) => (
          <option key={deviceId} value={deviceId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
