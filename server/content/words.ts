import type { Words, WordsPort } from '#articles'
import { present, type Brand } from '#brand'
import type { SettingsFile } from './schemas.ts'

/** The words of articles: the operator's numbers, and what the brand itself says where both name the same thing. */
export const articleWords = (settings: SettingsFile): WordsPort => {
  const numbers = Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]))
  return async (ctx) => ({ ...numbers, ...brandWords(await present(ctx)) })
}

/** The names that a brand gives a word to, beside those of settings.yaml. */
export const brandWordNames = ['brand', 'app_name', 'loyalty_name'] as const

// What the product goes by is what the article says, also when only one of the two files was changed.
const brandWords = (brand: Brand): Words => ({
  brand: brand.name,
  app_name: brand.appName,
  loyalty_name: brand.loyaltyName,
  answer_target_hours: brand.settings.promiseHours,
  silence_close_days: brand.settings.silenceDays,
  caller_code_minutes: brand.settings.callerCodeMinutes,
  conversation_near_stay_hours: brand.settings.urgentStayHours,
  priority_checkin_hours: brand.settings.guestSoonHours,
  ordinary_share_one_in: brand.settings.ordinaryShare,
  relocation_here_minutes: brand.settings.relocation.hereMinutes,
  relocation_week_hours: brand.settings.relocation.weekHours,
  relocation_later_hours: brand.settings.relocation.laterHours,
})
