import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { localesOffered, translator } from '#web/locales'
import type { Door, Visit } from '../site.ts'
import { IndexedHead, ownPath, type Indexed } from './head.tsx'
import { Icon } from './icon.tsx'
import { breadcrumbs } from './structured.ts'
import { SearchBox, searchPath } from './search-box.tsx'
import { writtenOnce } from './written-once.ts'

export type PageProps = {
  visit: Visit
  title: string
  door: Door
  children: Child
  /** Where one came from, outermost first; the page itself is not in it. */
  trail?: { name: string; href: string }[]
  islands?: readonly string[]
  width?: 'text' | 'wide'
  /** Addresses of this page in other languages when they are not simply the same path. */
  alternates?: { locale: string; path: string }[]
  /** A page that search engines may list, and what they are told of it. */
  indexed?: Indexed
  /** `own`: the page has a field to search by; everywhere else there is one in the header. */
  search?: 'own' | 'header'
  /** In a frame on another page, which has a header of its own. */
  bare?: boolean
}

/** The frame of every visitor's page: banner, header with the door's name, trail, content, footer. */
export const Page = (props: PageProps) => {
  const { visit, title, door, islands = [], trail = [], width = 'text', bare = false } = props
  const { tr, brand, site } = visit
  return (
    <html lang={visit.locale} dir={tr.dir} data-door={door}>
      <head>
        {html`<meta charset="utf-8"/><title>${title} · ${brand.name}</title><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>`}
        {props.indexed ? <IndexedHead visit={visit} title={title} door={door} indexed={withTrail(props)} /> : <meta name="robots" content="noindex" />}
        {html`<link rel="stylesheet" href="${site.asset('site.css')}"/>${icon}`}
        {[...(door === 'staff' || bare ? [] : ['search.js']), ...islands].map((name) => raw(`<script type="module" src="${site.asset(name)}"></script>`))}
      </head>
      <body class={bare ? 'bare' : undefined}>
        <a class="skip" href="#content">{tr.t('common.skip')}</a>
        {brand.isDemo && !bare ? <DemoBanner visit={visit} /> : null}
        {bare ? null : <Header visit={visit} door={door} search={props.search ?? 'header'} />}
        <main id="content" class={width} tabindex={-1}>
          {trail.length > 0 ? <Trail visit={visit} trail={trail} /> : null}
          {props.children}
        </main>
        {bare ? null : <Footer {...props} />}
      </body>
    </html>
  )
}

const icon = raw(`<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230b5563'/%3E%3Cpath d='M10 8v16M22 8v16M10 16h12' stroke='%23f6c667' stroke-width='3.5' stroke-linecap='round'/%3E%3C/svg%3E"/>`)

const withTrail = ({ visit, title, trail = [], indexed }: PageProps): Indexed => {
  const { site, c, locale, path } = visit
  const own = { name: title, href: ownPath(locale, path) }
  const told = indexed ?? { description: '', languages: [], structured: [] }
  return trail.length === 0 ? told : { ...told, structured: [...told.structured, breadcrumbs(site.origin(c), [...trail, own])] }
}

/** A page that stands at the same path in every language. */
export const inEveryLanguage = ({ path }: Visit) => localesOffered.map((locale) => ({ locale, path: ownPath(locale, path) }))

const DemoBanner = ({ visit: { tr } }: { visit: Visit }) => (
  <aside class="demo-banner" aria-label={tr.t('common.demo')}><p>{tr.t('common.demoBanner')} <a href="/demo">{tr.t('common.demoLink')}</a></p></aside>
)

const Header = ({ visit, door, search }: { visit: Visit; door: Door; search: 'own' | 'header' }) => {
  const { tr, brand, locale, person } = visit
  return (
    <header class="site-header">
      {writtenOnce(['header', locale, door, search, person !== null, brand.name].join(' '), () => <NameAndSearch visit={visit} door={door} search={search} />)}
      {door === 'guest' ? <GuestMenu visit={visit} /> : null}
      {door === 'partner' ? (
        <nav aria-label={tr.t('common.mainMenu')}>
          <a href={`/${locale}/partner/help`} {...current(visit, '/partner/help')}><Icon name="help" size={18} /><span>{tr.t('common.help')}</span></a>
          {person ? (
            <>
              <a href={`/${locale}/extranet/inbox`} {...current(visit, '/extranet/inbox')}>
                <Icon name="inbox" size={18} /><span>{tr.t('extranet.inbox')}</span>
                <Unread visit={visit} />
              </a>
              <a href={`/${locale}/extranet/profile`} {...current(visit, '/extranet/profile')}><Icon name="person" size={18} /><bdi class="on-wide">{person.name}</bdi><span class="on-narrow">{tr.t('extranet.profile')}</span></a>
            </>
          ) : (
            <a href={`/${locale}/extranet/sign-in`} {...current(visit, '/extranet/sign-in')}><Icon name="lock" size={18} /><span>{tr.t('signIn.signIn')}</span></a>
          )}
        </nav>
      ) : null}
    </header>
  )
}

const NameAndSearch = ({ visit, door, search }: { visit: Visit; door: Door; search: 'own' | 'header' }) => {
  const { tr, brand, locale, person } = visit
  const home = door === 'guest' ? `/${locale}/guest` : person ? `/${locale}/extranet/inbox` : `/${locale}/partner/help`
  const doorNames = { partner: tr.t('common.doorPartner'), guest: tr.t('common.doorGuest'), staff: tr.t('common.doorStaff') }
  return (
    <>
      <a class="brand" href={home}>
        <bdi class="brand-name">{brand.name}</bdi>
        <span class="door-name">{doorNames[door]}</span>
      </a>
      {door !== 'staff' && search === 'header' ? (
        <>
          <SearchBox visit={visit} door={door} size="header" />
          <a class="to-search" href={searchPath(visit, door)}><Icon name="search" size={18} /><span>{tr.t('search.search')}</span></a>
        </>
      ) : null}
    </>
  )
}

/** A guest's own booking and a person are one tap away on every page of the door. */
const GuestMenu = ({ visit }: { visit: Visit }) => {
  const { tr, locale } = visit
  return (
    <nav aria-label={tr.t('common.mainMenu')}>
      <a href={`/${locale}/guest/booking`} {...current(visit, '/guest/booking')}><Icon name="person" size={18} /><span>{tr.t('guest.booking')}</span></a>
      <a href={`/${locale}/guest/contact`} {...current(visit, '/guest/contact')}><Icon name="message" size={18} /><span>{tr.t('guest.contactUs')}</span></a>
    </nav>
  )
}

const Unread = async ({ visit }: { visit: Visit }) => {
  const count = await visit.unread()
  if (count === 0) return null
  return <span class="count"><span class="visually-hidden">{visit.tr.t('extranet.unreadCount', { count })}</span><span aria-hidden="true">{count > 99 ? '99+' : count}</span></span>
}

const current = ({ path }: Visit, start: string) => (path.startsWith(start) ? { 'aria-current': 'true' as const } : {})

const Trail = ({ visit, trail }: { visit: Visit; trail: { name: string; href: string }[] }) => (
  <nav class="trail" aria-label={visit.tr.t('common.trail')}>
    <ol>{trail.map(({ name, href }) => <li><a href={href}>{name}</a></li>)}</ol>
  </nav>
)

// Remembered for addresses that name no language; the page that comes has its own address again.
const chosen = (path: string) => `${path}${path.includes('?') ? '&' : '?'}language=chosen`

const Footer = ({ visit, door, alternates }: PageProps) => {
  const { tr, locale, path } = visit
  const others = alternates?.filter((other) => other.locale !== locale) ?? localesOffered.filter((other) => other !== locale).map((other) => ({ locale: other, path: `/${other}${path}` }))
  return (
    <footer class="site-footer">
      {door === 'partner' ? <p><a href={`/${locale}/guest`}>{tr.t('common.areYouGuest')}</a></p> : null}
      <nav aria-label={tr.t('common.languages')}>
        <ul class="languages">
          {others.map((other) => html`<li><a href="${chosen(other.path)}" rel="nofollow" hreflang="${other.locale}" lang="${other.locale}">${translator(other.locale, 'UTC').t('common.languageName')}</a></li>`)}
        </ul>
      </nav>
    </footer>
  )
}
