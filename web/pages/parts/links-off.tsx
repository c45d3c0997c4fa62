import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

/** Said under a message whose links were switched off, with the way to report it, which never waits behind others. */
export const LinksOff = ({ visit: { tr, locale, brand }, door }: { visit: Visit; door: 'partner' | 'guest' }) => {
  const report = door === 'guest' ? `/${locale}/guest/contact/safety/suspicious-message` : `/${locale}/extranet/contact/account/breach-or-phishing`
  return <p class="callout warn links-off" role="note"><Icon name="alert" size={18} /> {tr.t('guestDoor.linksOff', { brand: brand.name })} <a href={report}>{tr.t('guestDoor.linksOffReport')}</a></p>
}
