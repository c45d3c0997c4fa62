import { Icon } from '../parts/icon.tsx'
import type { ThreadView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { contactTrail, ExtranetPage, platformPath } from './frame.tsx'

/** We have it: case number, by when, where the answer will be. */
export const SentPage = ({ visit, thread }: { visit: Visit; thread: ThreadView }) => {
  const { tr, brand, person } = visit
  const by = thread.promise?.dueAt
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.sentTitle')} trail={contactTrail(visit)}>
      <section class="sent card">
        <h1><Icon name="check" size={28} /> {tr.t('contact.sentTitle')}</h1>
        <p>{tr.t('contact.caseNumber')} <strong class="case big"><bdi dir="ltr">{thread.caseNumber}</bdi></strong></p>
        {by ? <p class="promise">{tr.t('contact.promise')} <strong><time datetime={by}>{tr.dateTime(by)}</time></strong></p> : null}
        <p>{tr.t('contact.promiseNote')}</p>
        <p>{tr.t('contact.whereAnswer', { box: tr.t('extranet.platformMessages', { brand: brand.name }), email: person?.email ?? '' })}</p>
        <p class="actions"><a class="button" href={platformPath(visit, thread.id)}>{tr.t('contact.toConversation')}</a></p>
      </section>
    </ExtranetPage>
  )
}
