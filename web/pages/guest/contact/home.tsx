import { StateChip } from '../../extranet/frame.tsx'
import { Icon } from '../../parts/icon.tsx'
import { NoticeLines } from '../../parts/notices.tsx'
import { GuestSeason } from '../../parts/season.tsx'
import { WayPage, type Way } from '../../parts/way.tsx'
import { Carried, WrongDoor } from '../../parts/wrong-door.tsx'
import type { GuestPerson } from '../../guest-port.ts'
import type { InboxItem, NoticeView, SeasonView, TopicView } from '../../ports.ts'
import type { Visit } from '../../site.ts'
import { conversationPath, openBookingPath } from './frame.ts'

type HomeProps = {
  visit: Visit
  way: Way
  who: GuestPerson | null
  topics: TopicView[]
  notices: NoticeView[]
  season: SeasonView | null
  conversations: InboxItem[]
  carried: boolean
  /** A partner user is signed in here: theirs is the other door. */
  partner: boolean
}

/** Step one: what it is about; beside it who one is, and what one has asked before. */
export const GuestContactPage = ({ visit, way, who, topics, notices, season, conversations, carried, partner }: HomeProps) => {
  const { tr } = visit
  return (
    <WayPage visit={visit} way={way} title={tr.t('guestContact.title')}>
      <h1>{tr.t('guestContact.title')}</h1>
      <p class="lead">{tr.t('guestContact.lead')}</p>
      {carried ? <Carried visit={visit} /> : null}
      {partner && !who ? <WrongDoor visit={visit} to="partner" source="guest-contact" by="partner-session" typed={{}} /> : null}
      <GuestSeason visit={visit} season={season} />
      <Who visit={visit} who={who} />
      {conversations.length > 0 ? <Conversations visit={visit} rows={conversations} /> : null}
      <NoticeLines visit={visit} notices={notices} />
      <h2 class="step">{tr.t('guestContact.choose')}</h2>
      <ul class="card-list">
        {topics.map((topic) => (
          <li><a class="card link" href={way.path(topic.key)}><span class="name">{topic.name}</span><span class="hint">{topic.scope}</span></a></li>
        ))}
      </ul>
    </WayPage>
  )
}

const Who = ({ visit, who }: { visit: Visit; who: GuestPerson | null }) => {
  const { tr } = visit
  if (who) return <p class="callout ok"><Icon name="check" size={18} /> {tr.t(who.reservationId ? 'guestContact.asBooking' : 'guestContact.asAccount', { name: who.name })}</p>
  return (
    <section class="card who" aria-labelledby="who">
      <h2 id="who">{tr.t('guestContact.whoTitle')}</h2>
      <p>{tr.t('guestContact.whoText')}</p>
      <p class="actions">
        <a class="button" href={openBookingPath(visit, 'booking/sign-in')}>{tr.t('guestContact.openBooking')}</a>
        <a class="button secondary" href={openBookingPath(visit, 'account')}>{tr.t('guestContact.signIn')}</a>
      </p>
      <p class="meta">{tr.t('guestContact.without')}</p>
    </section>
  )
}

const Conversations = ({ visit, rows }: { visit: Visit; rows: InboxItem[] }) => {
  const { tr } = visit
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{tr.t('guestContact.yours')}</h2>
      <ul class="conversations">
        {rows.map((row) => (
          <li class={row.unread ? 'conversation unread' : 'conversation'}>
            <a href={conversationPath(visit, row.id)}>
              <span class="line"><span class="what">{row.subtopic}</span> <StateChip visit={visit} state={row.state} /></span>
              <span class="line meta"><bdi class="case" dir="ltr">{row.caseNumber}</bdi> {row.propertyName ? <bdi>{row.propertyName}</bdi> : null} <time datetime={row.lastEntryAt.toISOString()}>{tr.relative(row.lastEntryAt, visit.now)}</time></span>
              <span class="excerpt">{row.excerpt}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
