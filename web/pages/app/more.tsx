import { localesOffered, translator } from '#web/locales'
import { Notices } from '../parts/notices.tsx'
import { Field } from '../parts/field.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import type { NoticeView, ShareView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { AppPage, appPath, type Up } from './frame.tsx'
import { reportPath } from './messages.tsx'

type Entry = { icon: IconName; name: string; href: string; hint?: string }

const Entries = ({ entries }: { entries: Entry[] }) => (
  <ul class="choices app-choices">
    {entries.map(({ icon, name, href, hint }) => (
      <li><a href={href}><span class="what"><Icon name={icon} /> {name}{hint ? <span class="meta">{hint}</span> : null}</span><Icon name="next" size={18} /></a></li>
    ))}
  </ul>
)

export const upToMore = (visit: Visit): Up => ({ name: visit.tr.t('app.tab.more'), href: appPath(visit, 'more') })

/** Everything that is not a message: help first. */
export const MorePage = ({ visit }: { visit: Visit }) => {
  const { tr, person, brand, site } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.tab.more')} tab="more">
      <h1>{tr.t('app.tab.more')}</h1>
      <p class="meta"><bdi>{person?.name}</bdi> · <bdi dir="ltr">{person?.email}</bdi></p>
      <Entries
        entries={[
          { icon: 'help', name: tr.t('app.help.title'), href: appPath(visit, 'more', 'help') },
          { icon: 'bell', name: tr.t('app.notices.title'), href: appPath(visit, 'notices') },
          { icon: 'send', name: tr.t('app.outbox.title'), href: appPath(visit, 'outbox') },
          { icon: 'share', name: tr.t('share.title'), href: appPath(visit, 'share') },
          ...(site.app.notifies ? [{ icon: 'ring' as const, name: tr.t('push.title'), href: appPath(visit, 'more', 'notifications') }] : []),
          { icon: 'key', name: tr.t('code.title'), href: appPath(visit, 'more', 'code') },
          { icon: 'person', name: tr.t('app.settings.title'), href: appPath(visit, 'more', 'settings') },
          { icon: 'lock', name: tr.t('app.lock.title'), href: appPath(visit, 'more', 'lock') },
        ]}
      />
      <div class="install" data-install hidden>
        <p>{tr.t('app.install.why')}</p>
        <p><button class="button secondary" type="button"><Icon name="app" size={18} /> {tr.t('app.install.do')}</button></p>
      </div>
      <form method="post" action={appPath(visit, 'sign-out')} data-sign-out>
        <p class="callout warn" data-unsent hidden>{tr.t('app.signOut.unsent')}</p>
        <p class="callout warn" data-code-here hidden>{tr.t('code.signOut')}</p>
        <p class="actions"><button class="button secondary" type="submit">{tr.t('extranet.signOut')}</button></p>
        <p class="meta">{tr.t('app.signOut.wipes')}</p>
      </form>
      <p class="meta">{tr.t('app.version', { name: brand.appName, version: site.app.version })}</p>
    </AppPage>
  )
}

/** What solves it without a person, and the envelope that leads to one. */
export const HelpPage = ({ visit, notices }: { visit: Visit; notices: NoticeView[] }) => {
  const { tr, locale } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.help.title')} tab="more" up={upToMore(visit)}>
      <div class="title-row">
        <h1>{tr.t('app.help.title')}</h1>
        <a class="button envelope" href={reportPath(visit)}><Icon name="mail" size={24} /> <span>{tr.t('app.write')}</span></a>
      </div>
      <Notices visit={visit} notices={notices} />
      <form method="get" action={`/${locale}/partner/help/search`} class="app-search">
        <Field id="q" label={tr.t('app.help.search')}><input id="q" name="q" type="search" required maxlength={200} dir="auto" enterkeyhint="search" /></Field>
        <button class="button secondary" type="submit"><Icon name="search" size={18} /> {tr.t('search.search')}</button>
      </form>
      <Entries
        entries={[
          { icon: 'article', name: tr.t('app.help.articles'), href: `/${locale}/partner/help` },
          { icon: 'phone', name: tr.t('app.help.call'), href: `/${locale}/extranet/contact`, hint: tr.t('app.help.callHint') },
        ]}
      />
    </AppPage>
  )
}

/** What is known to be wrong, so that nobody needs to write about it. */
export const NoticesPage = ({ visit, notices }: { visit: Visit; notices: NoticeView[] }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.notices.title')} tab="notices">
      <h1>{tr.t('app.notices.title')}</h1>
      <div data-live="notices" id="notices">
        {notices.length === 0 ? <div class="empty"><Icon name="check" size={32} /><p>{tr.t('app.notices.none')}</p></div> : <Notices visit={visit} notices={notices} />}
      </div>
    </AppPage>
  )
}

/** The guests' page to give away: the code large enough to be read off the screen, the link, the text. */
export const SharePage = ({ visit, view }: { visit: Visit; view: ShareView }) => {
  const { tr, locale } = visit
  const code = `${appPath(visit, 'share', 'code.svg')}?${new URLSearchParams({ language: view.language })}`
  return (
    <AppPage visit={visit} title={tr.t('share.title')} tab="share">
      <h1>{tr.t('share.title')}</h1>
      <p class="lead">{tr.t('share.lead')}</p>
      <form method="get" class="filters">
        <Field id="language" label={tr.t('share.language')}>
          <select id="language" name="language">
            {view.languages.map((language) => <option value={language} lang={language} selected={language === view.language}>{translator(language, 'UTC').t('common.languageName')}</option>)}
          </select>
        </Field>
        <button class="button secondary" type="submit">{tr.t('share.show')}</button>
      </form>
      <div class="app-code card"><img src={code} width={260} height={260} alt={tr.t('share.codeAlt', { link: view.link })} /></div>
      <p class="app-link"><span class="label">{tr.t('share.link')}</span> <a href={view.link} dir="ltr">{view.link}</a></p>
      <Field id="text" label={tr.t('share.text')}><textarea id="text" readonly rows={5} lang={view.language} dir="auto">{view.text}</textarea></Field>
      <p class="actions">
        <button class="button" type="button" data-share-text hidden><Icon name="share" size={18} /> {tr.t('app.share.do')}</button>
        <a class="button secondary" href={`/${locale}/extranet/share`}>{tr.t('app.share.more')}</a>
      </p>
      <p class="callout">{tr.t('share.noDetails')}</p>
    </AppPage>
  )
}

/** Language, copies by mail, and what the phone is told of. */
export const SettingsPage = ({ visit, mailCopies, saved }: { visit: Visit; mailCopies: boolean; saved: boolean }) => {
  const { tr, person, locale } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.settings.title')} tab="more" up={upToMore(visit)}>
      <h1>{tr.t('app.settings.title')}</h1>
      <p class="meta"><bdi>{person?.name}</bdi> · <bdi dir="ltr">{person?.email}</bdi> · {tr.t('extranet.timeZone', { zone: person?.timeZone ?? '' })}</p>
      {saved ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('extranet.profileSaved')}</p> : null}
      <form method="post" class="message-form">
        <Field id="locale" label={tr.t('extranet.language')}>
          <select id="locale" name="locale">
            {localesOffered.map((offered) => <option value={offered} selected={offered === (person?.locale ?? locale)} lang={offered}>{translator(offered, 'UTC').t('common.languageName')}</option>)}
          </select>
        </Field>
        <fieldset>
          <legend>{tr.t('app.settings.notifications')}</legend>
          <label class="radio"><input type="checkbox" name="mailCopies" value="1" checked={mailCopies} /><span>{tr.t('extranet.mailCopies')}</span></label>
        </fieldset>
        <p class="actions"><button class="button" type="submit">{tr.t('extranet.save')}</button></p>
      </form>
      <p><a class="way-link" href={`/${locale}/extranet/profile#password`}>{tr.t('extranet.passwordChange')} <Icon name="arrow" size={18} /></a></p>
    </AppPage>
  )
}
