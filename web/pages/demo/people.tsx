import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { DemoGuestView, DemoPersonView, TourStep } from '../ports.ts'
import type { Visit } from '../site.ts'
import { demoLanguages } from './languages.ts'

type Props = { visit: Visit; people: DemoPersonView[]; guests: DemoGuestView[]; tour: TourStep[] }

export const demoPassword = 'hospes-demo'

/** Who can sign in and why each is interesting, and a walk through the whole. */
export const DemoPage = ({ visit, people, guests, tour }: Props) => {
  const { tr, brand, locale } = visit
  return (
    <Page visit={visit} title={tr.t('demo.title')} door="partner" width="wide" alternates={demoLanguages(visit, '/demo')}>
      <header class="hero">
        <h1>{tr.t('demo.title')}</h1>
        <p>{tr.t('demo.lead', { brand: brand.name })}</p>
      </header>
      <div class="demo">
        <div class="demo-people">
          <People visit={visit} people={people} side="partner" />
          <Guests visit={visit} guests={guests} />
          <People visit={visit} people={people} side="agent" />
          <RealSignIn visit={visit} />
        </div>
        {tour.length > 0 ? <Tour visit={visit} tour={tour} /> : null}
      </div>
      <section class="part" aria-labelledby="more">
        <h2 id="more">{tr.t('demo.more')}</h2>
        <ul class="demo-links">
          <li><a href="/demo/mail"><Icon name="mail" /> {tr.t('demo.mails')}</a> <p>{tr.t('demo.mailsHint')}</p></li>
          <li><a href={`/demo/widget?locale=${locale}`}><Icon name="chat" /> {tr.t('demo.widget')}</a> <p>{tr.t('demo.widgetHint')}</p></li>
          <li><a href={`/${locale}/partner/help`}><Icon name="help" /> {tr.t('demo.partnerHelp')}</a> <p>{tr.t('demo.partnerHelpHint')}</p></li>
          <li><a href={`/${locale}/guest`}><Icon name="person" /> {tr.t('demo.guestHelp')}</a> <p>{tr.t('demo.guestHelpHint')}</p></li>
        </ul>
      </section>
    </Page>
  )
}

type PeopleProps = { visit: Visit; people: DemoPersonView[]; side: DemoPersonView['side'] }

const People = ({ visit: { tr }, people, side }: PeopleProps) => (
  <section class={`demo-side ${side}`} aria-labelledby={side}>
    <h2 id={side}>{tr.t(side === 'partner' ? 'demo.partners' : 'demo.staff')}</h2>
    <ul>
      {people.filter((person) => person.side === side).map((person) => (
        <li class="demo-person">
          <div>
            <h3>{person.name}{person.organisation ? <span class="organisation"> {person.organisation}</span> : null}</h3>
            <p>{person.why}</p>
            <p class="email">{person.email}</p>
          </div>
          <form method="post" action={`/demo/sign-in/${encodeURIComponent(person.id)}`}>
            <button class="button" type="submit">{tr.t('demo.signInAs', { name: person.name.split(' ')[0] ?? person.name })}</button>
          </form>
        </li>
      ))}
    </ul>
  </section>
)

const Guests = ({ visit: { tr, locale }, guests }: { visit: Visit; guests: DemoGuestView[] }) => (
  <section class="demo-side guest" aria-labelledby="guests">
    <h2 id="guests">{tr.t('demo.guests')}</h2>
    <p class="meta">{tr.t('demo.guestsHint')} <a href={`/${locale}/guest/booking/sign-in`}>{tr.t('guest.signIn.title')}</a></p>
    <ul>
      {guests.map(({ number, pin, name, why }) => (
        <li class="demo-person">
          <div>
            <h3 dir="auto">{name}</h3>
            <p>{why}</p>
            <p class="email">{tr.t('guest.number')} <span class="case">{number}</span> · {tr.t('guest.pin')} <span class="case">{pin}</span></p>
          </div>
          <form method="post" action={`/demo/guest/${number}?locale=${locale}`}>
            <button class="button" type="submit">{tr.t('demo.signInAs', { name: name.split(' ')[0] ?? name })}</button>
          </form>
        </li>
      ))}
    </ul>
  </section>
)

const RealSignIn = ({ visit: { tr, locale } }: { visit: Visit }) => (
  <section class="demo-real" aria-labelledby="real">
    <h2 id="real">{tr.t('demo.real')}</h2>
    <p>{tr.t('demo.realText')}</p>
    <p>{tr.t('demo.password')} <code>{demoPassword}</code></p>
    <p class="both">
      <a href={`/${locale}/extranet/sign-in`}>{tr.t('demo.realPartner')}</a>
      <a href={`/desk/sign-in?locale=${locale}`}>{tr.t('demo.realStaff')}</a>
    </p>
  </section>
)

const Tour = ({ visit: { tr }, tour }: Pick<Props, 'visit' | 'tour'>) => (
  <section class="demo-tour" aria-labelledby="tour">
    <h2 id="tour">{tr.t('demo.tour', { count: tour.length })}</h2>
    <p class="meta">{tr.t('demo.tourHint')}</p>
    <ol>
      {tour.map(({ role, title, text, path }) => (
        <li class={role === 'partner' ? 'partner' : 'agent'}>
          <h3><a href={path}>{title}</a></h3>
          <p class="meta">{tr.t(role === 'partner' ? 'demo.asPartner' : 'demo.asStaff')}</p>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  </section>
)
