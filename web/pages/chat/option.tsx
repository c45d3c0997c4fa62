import { Icon } from '../parts/icon.tsx'
import type { ChatNow } from '../chat-now.ts'
import type { Visit } from '../site.ts'
import { nowOf } from './status.ts'

/** Chat among the ways to reach a person: with its wait, or when it opens. */
export const ChatOption = ({ visit, now, href }: { visit: Visit; now: ChatNow; href: string }) => {
  const { tr } = visit
  const inside = (
    <>
      <span class="name"><Icon name="chat" size={24} /> {tr.t('chat.title')}</span>
      <span class={now.open ? 'state open' : 'state closed'}><span class="dot" aria-hidden="true"></span> {nowOf(visit, now)}</span>
      <span class="hint">{tr.t('chat.hint')}</span>
    </>
  )
  return now.open ? <a class="card channel" href={href}>{inside}</a> : <div class="card channel">{inside}</div>
}
