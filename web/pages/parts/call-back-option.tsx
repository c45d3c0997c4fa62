import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

/** Being called instead of waiting, among the channels. */
export const CallBackOption = ({ visit: { tr }, href }: { visit: Visit; href: string }) => (
  <a class="card channel" href={href} data-call-back>
    <span class="name"><Icon name="phone" size={24} /> {tr.t('phone.callBack')}</span>
    <span class="state"><Icon name="clock" size={18} /> {tr.t('phone.callBackOption')}</span>
    <span class="hint">{tr.t('phone.callBackHint')}</span>
  </a>
)
