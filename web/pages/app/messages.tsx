import { Icon } from '../parts/icon.tsx'
import { ConversationList } from '../extranet/inbox.tsx'
import { LetterList } from '../extranet/letters.tsx'
import type { InboxItem, LetterBoxItem, ThreadView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'
import { PushOffer } from './push-here.tsx'
import { Outbox } from './outbox-list.tsx'

export const messagePath = (visit: Visit, ...parts: string[]) => appPath(visit, 'messages', ...parts)
export const guestLetterPath = (visit: Visit, id = '') => appPath(visit, 'guests', ...(id ? [id] : []))
export const reportPath = (visit: Visit) => appPath(visit, 'more', 'help', 'report')

type BoxesProps = { visit: Visit; at: 'platform' | 'guests'; unread: { platform: number; guests: number } }

/** The two boxes stand beside each other; one of them is open. */
const Boxes = ({ visit, at, unread }: BoxesProps) => {
  const { tr, brand } = visit
  const boxes = [
    { key: 'platform', name: tr.t('extranet.platformMessages', { brand: brand.name }), href: appPath(visit), count: unread.platform },
    { key: 'guests', name: tr.t('extranet.reservationMessages'), href: guestLetterPath(visit), count: unread.guests },
  ]
  return (
    <nav class="app-boxes" aria-label={tr.t('extranet.inbox')}>
      {boxes.map(({ key, name, href, count }) => (
        <a href={href} aria-current={key === at ? 'page' : undefined}>
          <span>{name}</span> {count > 0 ? <span class="count"><span class="visually-hidden">{tr.t('extranet.unreadCount', { count })}</span><span aria-hidden="true">{count}</span></span> : null}
        </a>
      ))}
    </nav>
  )
}

/** The app opens here: what has been said with staff, and what waits to be sent. */
export const MessagesPage = ({ visit, rows, unread }: { visit: Visit; rows: InboxItem[]; unread: BoxesProps['unread'] }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.tab.messages')} tab="messages">
      <div class="title-row">
        <h1>{tr.t('app.tab.messages')}</h1>
        <a class="button" href={reportPath(visit)}><Icon name="mail" size={18} /> {tr.t('app.write')}</a>
      </div>
      <Boxes visit={visit} at="platform" unread={unread} />
      <Outbox visit={visit} />
      <div data-live="inbox" id="conversations" data-keep>
        {rows.length === 0 ? <div class="empty"><Icon name="message" size={32} /><p>{tr.t('extranet.platformEmpty')}</p></div> : <ConversationList visit={visit} rows={rows} path={messagePath} />}
      </div>
    </AppPage>
  )
}

/** The same for what guests and the property say to each other. */
export const GuestLettersPage = ({ visit, rows, unread }: { visit: Visit; rows: LetterBoxItem[]; unread: BoxesProps['unread'] }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('extranet.reservationMessages')} tab="messages">
      <h1>{tr.t('app.tab.messages')}</h1>
      <Boxes visit={visit} at="guests" unread={unread} />
      <div data-live="inbox" id="letters" data-keep>
        {rows.length === 0 ? <div class="empty"><Icon name="inbox" size={32} /><p>{tr.t('extranet.reservationEmpty')}</p></div> : <LetterList visit={visit} rows={rows} path={guestLetterPath} />}
      </div>
    </AppPage>
  )
}

/** We have it, and come back as soon as possible: case number, by when, where. */
export const ReportSentPage = ({ visit, thread }: { visit: Visit; thread: ThreadView }) => {
  const { tr } = visit
  const by = thread.promise?.dueAt
  return (
    <AppPage visit={visit} title={tr.t('contact.sentTitle')} tab="messages" up={{ name: tr.t('app.tab.messages'), href: appPath(visit) }}>
      <section class="sent card">
        <h1><Icon name="check" size={28} /> {tr.t('contact.sentTitle')}</h1>
        <p class="lead">{tr.t('app.sent.soon')}</p>
        <p>{tr.t('contact.caseNumber')} <strong class="case big"><bdi dir="ltr">{thread.caseNumber}</bdi></strong></p>
        {by ? <p class="promise">{tr.t('contact.promise')} <strong><time datetime={by}>{tr.dateTime(by)}</time></strong></p> : null}
        <p>{tr.t('contact.promiseNote')}</p>
        <p>{tr.t('app.sent.where')}</p>
        <p class="actions"><a class="button" href={messagePath(visit, thread.id)}>{tr.t('contact.toConversation')}</a></p>
      </section>
      {visit.site.app.notifies ? <PushOffer visit={visit} /> : null}
    </AppPage>
  )
}
