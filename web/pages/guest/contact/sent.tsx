import { Icon } from '../../parts/icon.tsx'
import { WayPage, type Way } from '../../parts/way.tsx'
import type { Visit } from '../../site.ts'
import { conversationPath } from './frame.ts'

/** `followable`: whether there is a page on which this guest can follow it. */
export type Sent = { id: string; caseNumber: string; by: Date | null; email: string; followable: boolean }

/** We have it: case number, by when, where the answer will be. */
export const GuestSentPage = ({ visit, way, sent }: { visit: Visit; way: Way; sent: Sent }) => {
  const { tr, locale } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('contact.sentTitle')}>
      <section class="sent card">
        <h1><Icon name="check" size={28} /> {tr.t('contact.sentTitle')}</h1>
        <p>{tr.t('contact.caseNumber')} <strong class="case big"><bdi dir="ltr">{sent.caseNumber}</bdi></strong></p>
        {sent.by ? <p class="promise">{tr.t('contact.promise')} <strong><time datetime={sent.by.toISOString()}>{tr.dateTime(sent.by)}</time></strong></p> : null}
        <p>{tr.t('contact.promiseNote')}</p>
        <p>{tr.t(sent.followable ? 'guestContact.whereHere' : 'guestContact.whereMail', { email: sent.email })}</p>
        <p class="actions">
          {sent.followable ? <a class="button" href={conversationPath(visit, sent.id)}>{tr.t('contact.toConversation')}</a> : <a class="button secondary" href={`/${locale}/guest`}>{tr.t('guestContact.toHelp')}</a>}
        </p>
      </section>
    </WayPage>
  )
}
