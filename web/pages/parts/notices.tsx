import type { NoticeView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

type Props = { visit: Visit; notices: NoticeView[] }

/** Known faults: so that nobody needs to write about them. */
export const Notices = ({ visit, notices }: Props) => {
  const { tr } = visit
  if (notices.length === 0) return null
  return (
    <section class="notices" aria-label={tr.t('help.notices')}>
      {notices.map((notice) => (
        <article class="notice">
          <h2><Icon name="notice" /> <span class="kind">{tr.t(notice.severity === 'fault' ? 'help.noticeFault' : 'help.noticeMaintenance')}</span> {notice.title}</h2>
          <Told visit={visit} notice={notice} />
        </article>
      ))}
    </section>
  )
}

/** The same where a topic is still to be chosen: a line each; opened, the whole of it. */
export const NoticeLines = ({ visit, notices }: Props) => {
  const { tr } = visit
  if (notices.length === 0) return null
  return (
    <section class="notice-lines" aria-label={tr.t('help.notices')}>
      {notices.map((notice) => (
        <details class="notice">
          <summary><Icon name="notice" /> <span><span class="kind">{tr.t(notice.severity === 'fault' ? 'help.noticeFault' : 'help.noticeMaintenance')}:</span> {notice.title}</span></summary>
          <Told visit={visit} notice={notice} />
        </details>
      ))}
    </section>
  )
}

const Told = ({ visit: { tr, now }, notice }: { visit: Visit; notice: NoticeView }) => (
  <>
    <p>{notice.body}</p>
    <p class="meta">{tr.t('help.noticeTimes', { started: tr.relative(notice.startedAt, now), checked: tr.relative(notice.checkedAt, now) })}</p>
  </>
)
