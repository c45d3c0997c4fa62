import type { Reason } from '#contract/queue'
import type { Translate } from './texts.ts'
import { durationWords, hourMs } from './times.ts'

export type Urgency = 'late' | 'soon' | 'calm'
export type ReasonInWords = { words: string; urgency: Urgency }

/** Why a conversation stands where it does, as a sentence fragment: "check-in in 5 h", "waited 3 h". */
export const reasonInWords = (t: Translate, reason: Reason, now: number): ReasonInWords => {
  switch (reason.kind) {
    case 'safety':
      return { words: t('reason.safety'), urgency: 'late' }
    case 'in-stay':
      return { words: t('reason.inStay'), urgency: 'soon' }
    case 'loyalty':
      return { words: t('reason.loyalty', { level: reason.level }), urgency: 'calm' }
    case 'reopened':
      return { words: t('reason.reopened'), urgency: 'calm' }
    case 'urgent-stay':
    case 'check-in-soon':
      return checkIn(t, reason.checkIn, now)
    case 'promise':
      return promise(t, reason, now)
    case 'on-the-line':
      return { words: t('reason.onTheLine'), urgency: 'late' }
    case 'in-chat':
      return { words: t('reason.inChat'), urgency: 'soon' }
    case 'handed-to-team':
      return { words: t('reason.handedToTeam'), urgency: 'calm' }
    case 'waiting':
      return { words: t('reason.waited', { time: durationWords(t, now - Date.parse(reason.since)) }), urgency: 'calm' }
  }
}

const checkIn = (t: Translate, at: string, now: number): ReasonInWords => {
  const left = Date.parse(at) - now
  if (left < 0) return { words: t('reason.checkInPassed', { time: durationWords(t, -left) }), urgency: 'late' }
  return { words: t('reason.checkIn', { time: durationWords(t, left) }), urgency: left < 12 * hourMs ? 'soon' : 'calm' }
}

const promise = (t: Translate, { by, atRisk = false }: { by: string; atRisk?: boolean | undefined }, now: number): ReasonInWords => {
  const left = Date.parse(by) - now
  if (left < 0) return { words: t('reason.promisePassed', { time: durationWords(t, -left) }), urgency: 'late' }
  return { words: t(atRisk ? 'clock.atRisk' : 'reason.promise', { time: durationWords(t, left) }), urgency: atRisk || left < hourMs ? 'soon' : 'calm' }
}
