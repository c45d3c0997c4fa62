import { Icon } from '../parts/icon.tsx'
import { writtenOnce } from '../parts/written-once.ts'
import type { Visit } from '../site.ts'

/** The way to a person; through sign-in for who is not, and past it for who cannot. */
export const PersonBox = ({ visit, title, topic }: { visit: Visit; title: string; topic?: string }) => {
  const { tr, locale, person } = visit
  const contact = [`/${locale}/extranet/contact`, ...(topic ? [topic] : [])].join('/')
  return (
    <section class="way">
      <h2>{title}</h2>
      <p>{tr.t('help.personText')}</p>
      {person ? (
        <p><a class="button" href={contact}><Icon name="message" /> {tr.t('help.contactOptions')}</a></p>
      ) : (
        <>
          <p><a class="button" href={`/${locale}/extranet/sign-in?next=${encodeURIComponent(contact)}`}><Icon name="lock" /> {tr.t('help.signInToContact')}</a></p>
          <p><a class="way-aside" href={`/${locale}/partner/locked-out`}>{tr.t('help.lockedOut')}</a></p>
        </>
      )}
    </section>
  )
}

/** For partners whose guests ask them: guests have a page of their own. */
export const GuestsBox = ({ visit: { tr, locale } }: { visit: Visit }) => (
  <section class="way way-guest">
    <h2>{tr.t('help.guestsTitle')}</h2>
    <p>{tr.t('help.guestsText')}</p>
    <p><a class="way-link" href={`/${locale}/guest`}>{tr.t('help.guestsLink')} <Icon name="arrow" /></a></p>
  </section>
)

/** For guests who found a partner's page. */
export const AreYouGuest = ({ visit: { tr, locale } }: { visit: Visit }) => writtenOnce(`are you a guest ${locale}`, () => (
  <section class="way way-guest">
    <h2>{tr.t('help.areYouGuest')}</h2>
    <p>{tr.t('help.areYouGuestText')}</p>
    <p><a class="way-link" href={`/${locale}/guest`}>{tr.t('help.toGuestHelp')} <Icon name="arrow" /></a></p>
  </section>
))

/** For partners who found a guest's page. */
export const AreYouPartner = ({ visit: { tr, locale } }: { visit: Visit }) => writtenOnce(`are you a partner ${locale}`, () => (
  <section class="way way-partner">
    <h2>{tr.t('help.areYouPartner')}</h2>
    <p>{tr.t('help.areYouPartnerText')}</p>
    <p><a class="way-link" href={`/${locale}/partner/help`}>{tr.t('help.toPartnerHelp')} <Icon name="arrow" /></a></p>
  </section>
))

/** What a guest does when no answer here is the right one. */
export const GuestOtherwise = ({ visit: { tr, locale }, at = [], chat = false }: { visit: Visit; /** Topic and subtopic, when they are known. */ at?: string[]; /** A chat can be opened on the page itself; it needs `widget-button.js`. */ chat?: boolean }) => (
  <section class="way">
    <h2>{tr.t('help.guestOtherwise')}</h2>
    <p>{tr.t('help.guestOtherwiseText')}</p>
    <p>{tr.t('help.guestKeepSafe')}</p>
    <p><a class="button" href={['', locale, 'guest', 'contact', ...at].join('/')}><Icon name="message" /> {tr.t('guestContact.title')}</a></p>
    {chat ? <p><a class="button secondary" href={`/${locale}/guest/contact`} data-widget data-hospes-open><Icon name="chat" /> {tr.t('widget.label')}</a></p> : null}
  </section>
)
