import { useQuery } from '@tanstack/react-query'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { pathOf } from '../address.ts'
import { mailAlarmsQuery } from '../api/mail.ts'
import { useMe } from '../me.tsx'
import { Link } from '../parts/link.tsx'
import { useWords } from '../words/words.tsx'
import { alarmInWords } from './mail-alarm-words.ts'

/** Over whatever an admin looks at while mail does not work; gone by itself when it does. */
export const MailAlarmStrip = () => (useMe().roles.includes('admin') ? <Alarmed /> : null)

const Alarmed = () => {
  const { t } = useWords()
  const { data } = useQuery(mailAlarmsQuery)
  const [first, ...more] = data?.alarms ?? []
  if (!first) return null
  return (
    <p className="strip strip-warn" role="status">
      <TriangleAlert aria-hidden />
      <span>
        {t('mailAlarm.strip', { what: alarmInWords(t, first) })} {more.length > 0 && t('mailAlarm.more', { n: more.length })}
      </span>
      <Link href={pathOf('mail')}>{t('mailAlarm.look')}</Link>
    </p>
  )
}
