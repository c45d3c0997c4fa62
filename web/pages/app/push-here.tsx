import { Icon } from '../parts/icon.tsx'
import type { Visit } from '../site.ts'
import { appPath } from './frame.tsx'

/** Where the browser says whether this device is notified, and lets somebody turn it on or off. The words are here, what holds is found out there. */
export const PushHere = ({ visit: { tr, brand } }: { visit: Visit }) => (
  <section class="push-here" data-push="settings">
    <h2>{tr.t('push.here')}</h2>
    <noscript><p class="callout warn">{tr.t('push.needsScript')}</p></noscript>
    <div role="status">
      <p class="callout ok" data-when="on" hidden><Icon name="check" size={18} /> {tr.t('push.on')}</p>
      <p class="callout" data-when="off" hidden>{tr.t('push.off')}</p>
      <p class="callout warn" data-when="denied" hidden>{tr.t('push.denied', { app: brand.appName })}</p>
      <p class="callout" data-when="install" hidden>{tr.t('push.install')}</p>
      <p class="callout" data-when="unsupported" hidden>{tr.t('push.unsupported')}</p>
      <p class="error" data-when="failed" hidden>{tr.t('push.failed')}</p>
    </div>
    <p class="actions">
      <button class="button" type="button" data-turn="on" data-when="off failed" hidden><Icon name="ring" size={18} /> {tr.t('push.turnOn')}</button>
      <button class="button secondary" type="button" data-turn="off" data-when="on" hidden>{tr.t('push.turnOff')}</button>
    </p>
  </section>
)

/** Offered where somebody has just asked something and waits for the answer; who has said no before is not asked again. */
export const PushOffer = ({ visit }: { visit: Visit }) => {
  const { tr, brand } = visit
  return (
    <section class="push-here card" data-push="offer" hidden>
      <div role="status">
        <p data-when="off">{tr.t('push.offer')}</p>
        <p class="callout ok" data-when="on" hidden><Icon name="check" size={18} /> {tr.t('push.on')}</p>
        <p class="callout warn" data-when="denied" hidden>{tr.t('push.denied', { app: brand.appName })}</p>
        <p class="error" data-when="failed" hidden>{tr.t('push.failed')}</p>
      </div>
      <p class="actions"><button class="button" type="button" data-turn="on" data-when="off failed"><Icon name="ring" size={18} /> {tr.t('push.turnOn')}</button></p>
      <p><a class="way-link" href={appPath(visit, 'more', 'notifications')}>{tr.t('push.choose')} <Icon name="arrow" size={18} /></a></p>
    </section>
  )
}
