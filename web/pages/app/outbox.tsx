import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'
import { Outbox } from './outbox-list.tsx'

/** All that waits on this phone. */
export const OutboxPage = ({ visit }: { visit: Visit }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.outbox.title')} tab="messages" up={{ name: tr.t('app.tab.messages'), href: appPath(visit) }}>
      <h1>{tr.t('app.outbox.title')}</h1>
      <p class="lead">{tr.t('app.outbox.lead')}</p>
      <Outbox visit={visit} />
      <p class="empty" data-outbox-none>{tr.t('app.outbox.none')}</p>
    </AppPage>
  )
}
