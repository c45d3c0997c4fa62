import type { NoticeView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

/** Known faults: so that nobody needs to write about them. */
export const Notices = ({ visit, notices }: { visit: Visit; notices: NoticeView[] }) => {
  const { tr, now } = visit
  if (notices.length === 0) return null
  return (
    <section class="notices" aria-label={tr.t('help.notices')}>
      {notices.map((notice) => (
        <article class="notice">
          <h2><Icon name="notice" /> <span class="kind">{tr.t(notice.severity === 'fault' ? 'help.noticeFault' : 'help.noticeMaintenance')}</span> {notice.title}</h2>
          <p>{notice.body}</p>
          <p class="meta">{tr.t('help.noticeTimes', { started: tr.relative(notice.startedAt, now), checked: tr.relative(notice.checkedAt, now) })}</p>
        </article>
      ))}
    </section>
  )
}
