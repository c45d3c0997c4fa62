import Check from 'lucide-react/icons/check'
import Lamp from 'lucide-react/icons/lamp-desk'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import Unplug from 'lucide-react/icons/unplug'
import X from 'lucide-react/icons/x'
import { useEffect, useState } from 'react'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import { dismiss, useNotice, useSpoken } from './notices.ts'

export const SkipLinks = () => {
  const { t } = useWords()
  return (
    <div className="skip-links">
      <a href="#list">{t('skip.list')}</a>
      <a href="#conversation">{t('skip.conversation')}</a>
    </div>
  )
}

export const DemoStrip = () => {
  const { t } = useWords()
  return (
    <section className="strip" aria-label={t('strip.demoLabel')}>
      <Lamp aria-hidden />
      <span>
        {t('strip.demo')} <a href="/demo">{t('strip.demoLink')}</a>
      </span>
    </section>
  )
}

const patienceMs = 4_000

/** Said only after a while: most interruptions are over before anyone notices. */
export const LostStrip = () => {
  const { t } = useWords()
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!lasting) return null
  return (
    <p className="strip strip-warn" role="status">
      <Unplug aria-hidden />
      <span>{t('strip.lost')}</span>
    </p>
  )
}

export const NoticeBar = () => {
  const { t } = useWords()
  const notice = useNotice()
  return (
    <div className="notices" role="status">
      {notice && (
        <div className={`notice tone-${notice.tone === 'done' ? 'ok' : 'danger'}`} key={notice.id}>
          {notice.tone === 'done' ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
          <span>{notice.text}</span>
          <IconButton label={t('notice.dismiss')} icon={X} onPress={() => dismiss(notice.id)} />
        </div>
      )}
    </div>
  )
}

export const Spoken = () => (
  <div className="visually-hidden" aria-live="polite" data-spoken>
    {useSpoken()}
  </div>
)
