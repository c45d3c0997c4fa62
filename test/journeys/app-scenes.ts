import * as step from './app-steps.ts'
import type { Scene } from './scene.ts'
import type { Locale } from './scene-steps.ts'

/** Every screen of the app at both widths, light, dark and in Arabic: in Swedish small and light, in English large and light, the dark ones crosswise. */
const shots = { sv: ['360', '412-dark'], en: ['412', '360-dark'], ar: ['360', '412'] } as const
const hand = { who: { sv: 'Ada', en: 'Priya' }, checked: [320], shots } as const
const app = (rest: string) => (locale: Locale) => `/${locale}/app${rest}`

/** The app in the hand. */
export const inHand: readonly Scene[] = [
  { ...hand, name: 'app', path: app(''), window: true },
  { ...hand, name: 'app-guests', path: app('/guests'), window: true },
  { ...hand, name: 'app-conversation', path: app(''), prepare: step.openInApp, window: true },
  { ...hand, name: 'app-share', path: app('/share') },
  { ...hand, name: 'app-notices', path: app('/notices'), window: true },
  { ...hand, name: 'app-more', path: app('/more') },
  { ...hand, name: 'app-help', path: app('/more/help'), window: true },
  { ...hand, name: 'app-report', path: app('/more/help/report'), prepare: step.describeInApp },
  { ...hand, name: 'app-report-log', path: app('/more/help/report'), prepare: step.describeWithLog },
  { ...hand, name: 'app-shared', path: app('/more/help/report'), prepare: step.share },
  { ...hand, name: 'app-settings', path: app('/more/settings'), window: true },
  { ...hand, name: 'app-notifications', path: app('/more/notifications') },
  { ...hand, name: 'app-lock', path: app('/more/lock'), window: true },
  { ...hand, name: 'app-locked', path: app('/locked'), who: undefined, window: true },
  { ...hand, name: 'app-offline', path: app('/offline'), who: undefined, window: true },
  { ...hand, name: 'app-signed-out', path: app('/signed-out'), who: undefined, window: true },
  { ...hand, name: 'app-code', path: app('/more/code'), who: step.codeOwner, window: true },
  { ...hand, name: 'app-code-setup', path: app('/more/code'), who: step.codeOwner, prepare: step.beginCode },
  { ...hand, name: 'app-code-on', path: app('/more/code'), who: step.codeOwner, prepare: step.turnCodeOn, window: true },
  { ...hand, name: 'app-code-asked', path: (locale) => `/${locale}/extranet/sign-in`, who: undefined, prepare: step.askedForCode },
  { ...hand, name: 'app-sent', path: app('/more/help/report'), prepare: step.sendFromApp },
  // Last: nothing comes from the server any more.
  { ...hand, name: 'app-outbox', path: app('/outbox'), prepare: step.writeOffline },
]
