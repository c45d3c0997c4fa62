import { Icon } from '../parts/icon.tsx'
import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'
import { upToMore } from './more.tsx'

/** What the phone shows by itself when a page is not on it and the line is gone. It is the same for everybody. */
export const OfflinePage = ({ visit }: { visit: Visit }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.offlinePage.title')} tab="messages" up={{ name: tr.t('app.tab.messages'), href: appPath(visit) }}>
      <div class="empty"><Icon name="info" size={32} /><h1>{tr.t('app.offlinePage.title')}</h1><p>{tr.t('app.offlinePage.text')}</p><p><a class="button" href={appPath(visit)}>{tr.t('app.tab.messages')}</a></p></div>
    </AppPage>
  )
}

/** The session is over and nothing is left on the phone. */
export const SignedOutPage = ({ visit }: { visit: Visit }) => {
  const { tr, locale, brand } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.signedOut.title')} tab="more">
      <div class="empty" data-wipe><Icon name="lock" size={32} /><h1>{tr.t('app.signedOut.title')}</h1><p>{tr.t('app.signedOut.text', { app: brand.appName })}</p>
        <p><a class="button" href={`/${locale}/extranet/sign-in?${new URLSearchParams({ next: appPath(visit) })}`}>{tr.t('signIn.signIn')}</a></p></div>
    </AppPage>
  )
}

/** The lock of what the phone has kept: a code of one's own, or the phone's finger or face. Works on the phone alone. */
export const LockSettingsPage = ({ visit }: { visit: Visit }) => {
  const { tr } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.lock.title')} tab="more" up={upToMore(visit)}>
      <h1>{tr.t('app.lock.title')}</h1>
      <p class="lead">{tr.t('app.lock.lead')}</p>
      <noscript><p class="callout warn">{tr.t('app.lock.needsScript')}</p></noscript>
      <form class="message-form" data-lock-form hidden data-mismatch={tr.t('app.lock.mismatch')} data-on={tr.t('app.lock.on')} data-off={tr.t('app.lock.off')}>
        <p class="callout" role="status" data-lock-state></p>
        <div class="field"><label for="pin">{tr.t('app.lock.pin')}</label><p class="hint" id="pin-hint">{tr.t('app.lock.pinHint')}</p>
          <input id="pin" type="password" inputmode="numeric" autocomplete="new-password" pattern="[0-9]{4,12}" minlength={4} maxlength={12} required dir="ltr" aria-describedby="pin-hint" /></div>
        <div class="field"><label for="again">{tr.t('app.lock.again')}</label><p class="error" data-lock-error hidden></p>
          <input id="again" type="password" inputmode="numeric" autocomplete="new-password" pattern="[0-9]{4,12}" maxlength={12} required dir="ltr" /></div>
        <div class="field"><label for="after">{tr.t('app.lock.after')}</label>
          <select id="after">{[1, 5, 15].map((minutes) => <option value={String(minutes)} selected={minutes === 1}>{tr.t('app.lock.minutes', { minutes })}</option>)}</select></div>
        <label class="radio" data-lock-key hidden><input type="checkbox" value="1" /><span>{tr.t('app.lock.withKey')}</span></label>
        <p class="actions"><button class="button" type="submit">{tr.t('app.lock.turnOn')}</button><button class="button secondary" type="button" data-lock-off hidden>{tr.t('app.lock.turnOff')}</button></p>
        <p class="meta">{tr.t('app.lock.limits')}</p>
      </form>
    </AppPage>
  )
}

/** Shown by the phone in place of any page while it is locked. It is the same for everybody. */
export const LockedPage = ({ visit }: { visit: Visit }) => {
  const { tr, brand } = visit
  return (
    <AppPage visit={visit} title={tr.t('app.locked.title', { app: brand.appName })} tab="more">
      <form class="locked card" data-unlock data-wrong={tr.t('app.locked.wrong', { left: '{left}' })} data-gone={appPath(visit, 'signed-out')}>
        <h1><Icon name="lock" size={28} /> {tr.t('app.locked.title', { app: brand.appName })}</h1>
        <div class="field"><label for="pin">{tr.t('app.lock.pin')}</label><p class="error" role="alert" data-unlock-error hidden></p>
          <input id="pin" type="password" inputmode="numeric" autocomplete="off" maxlength={12} required dir="ltr" /></div>
        <p class="actions"><button class="button" type="submit">{tr.t('app.locked.open')}</button><button class="button secondary" type="button" data-unlock-key hidden>{tr.t('app.locked.withKey')}</button></p>
        <p class="meta">{tr.t('app.locked.forgotten')}</p>
      </form>
    </AppPage>
  )
}
