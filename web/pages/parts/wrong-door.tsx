import type { CarriedView } from '../doors-port.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

export type WrongDoorProps = { visit: Visit; to: 'partner' | 'guest'; source: string; by: string; typed: Partial<CarriedView> }

/** Told kindly, and taken over in one tap with everything typed so far. */
export const WrongDoor = ({ visit: { tr, locale, brand }, to, source, by, typed }: WrongDoorProps) => (
  <section class={`wrong-door to-${to}`} aria-labelledby="wrong-door" role="alert">
    <h2 id="wrong-door">{tr.t(to === 'guest' ? 'doors.toGuestTitle' : 'doors.toPartnerTitle')}</h2>
    <p>{tr.t(to === 'guest' ? 'doors.toGuestText' : 'doors.toPartnerText', { brand: brand.name })}</p>
    <form method="post" action={`/${locale}/other-door`}>
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="by" value={by} />
      {Object.entries(typed).map(([name, value]) => (value ? <input type="hidden" name={`typed_${name}`} value={value} /> : null))}
      <p class="actions"><button class="button" type="submit">{tr.t(to === 'guest' ? 'doors.toGuestButton' : 'doors.toPartnerButton')} <Icon name="arrow" size={18} /></button></p>
    </form>
    <p class="meta">{tr.t(typed.text ? 'doors.textComesAlong' : 'doors.nothingStored')}</p>
  </section>
)

/** Said where what was carried has arrived. */
export const Carried = ({ visit: { tr } }: { visit: Visit }) => (
  <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('doors.arrived')}</p>
)
