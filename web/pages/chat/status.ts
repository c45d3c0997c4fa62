import type { ChatNow } from '../chat-now.ts'
import type { ChatStandingView } from '../chat-port.ts'
import type { Visit } from '../site.ts'

/** How the chat stands, in one sentence for whoever is in it. */
export const statusOf = ({ tr }: Pick<Visit, 'tr'>, { state, place, minutes, agent, left }: ChatStandingView, email: string | null): string => {
  if (state === 'ended') return tr.t('chat.status.ended')
  if (agent) return tr.t(agent.away ? 'chat.status.away' : 'chat.status.live', { name: agent.name })
  if (state === 'left') return left === 'email' && email ? tr.t('chat.status.leftEmail', { email }) : tr.t(left === 'lost' ? 'chat.status.lost' : 'chat.status.left')
  if (place === null || minutes === null) return tr.t('chat.status.unknown')
  return place === 1 && minutes <= 1 ? tr.t('chat.status.next') : tr.t('chat.status.waiting', { place, wait: tr.t('contact.wait', { minutes: Math.max(2, minutes) }) })
}

/** Whether a chat can be begun now, before the tap. */
export const nowOf = ({ tr }: Pick<Visit, 'tr'>, now: ChatNow): string => {
  if (now.open) return now.minutes <= 1 ? tr.t('chat.now') : tr.t('contact.wait', { minutes: now.minutes })
  return now.opens ? tr.t('contact.opens', { when: tr.dateTime(now.opens, 'weekday') }) : tr.t('chat.nobody')
}
