import { Icon } from '../parts/icon.tsx'
import { WayPage, type Way } from '../parts/way.tsx'
import type { TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { widgetPath } from './way.tsx'

type ViewProps = { visit: Visit; way: Way }

/** What it is about, at the start. */
export const Topics = ({ visit, way, topics }: ViewProps & { topics: TopicView[] }) => {
  const { tr, brand } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('widget.title', { brand: brand.name })}>
      <h1>{tr.t('widget.about')}</h1>
      <ul class="choices">{topics.map((topic) => <li><a href={way.path(topic.key)}>{topic.name}<Icon name="next" size={18} /></a></li>)}</ul>
    </WayPage>
  )
}

/** The partner's door is for who is signed in; the page around can say who that is. */
export const SignInFirst = ({ visit, way }: ViewProps) => {
  const { tr, locale } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('signIn.signIn')}>
      <h1>{tr.t('widget.signInTitle')}</h1>
      <p class="lead">{tr.t('widget.signInFirst')}</p>
      <p class="actions"><a class="button" href={`/${locale}/extranet/sign-in`}><Icon name="lock" size={18} /> {tr.t('signIn.signIn')}</a></p>
      <p><a href={widgetPath(locale, 'guest', 'topics')}>{tr.t('help.areYouGuest')}</a></p>
    </WayPage>
  )
}

/** A guest at the partners' door is led to their own, where they are known. */
export const GuestAtPartners = ({ visit, way }: ViewProps) => {
  const { tr, locale, brand } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('doors.toGuestTitle')}>
      <h1>{tr.t('doors.toGuestTitle')}</h1>
      <p class="lead">{tr.t('doors.toGuestText', { brand: brand.name })}</p>
      <p class="actions"><a class="button" href={widgetPath(locale, 'guest', 'topics')}>{tr.t('doors.toGuestButton')} <Icon name="arrow" size={18} /></a></p>
    </WayPage>
  )
}

/** The session of a chat has run out; with an address left, it goes on by mail. */
export const LostView = ({ visit, way }: ViewProps) => {
  const { tr } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('widget.lostTitle')}>
      <h1>{tr.t('widget.lostTitle')}</h1>
      <p class="lead">{tr.t('widget.lostText')}</p>
      <p class="actions"><a class="button" href={way.path()} data-anew>{tr.t('widget.anew')}</a></p>
    </WayPage>
  )
}
