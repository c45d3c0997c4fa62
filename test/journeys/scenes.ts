import { inHand } from './app-scenes.ts'
import { beginStaffCode } from './app-steps.ts'
import type { Scene } from './scene.ts'
import * as step from './scene-steps.ts'
import type { Locale } from './scene-steps.ts'
import * as telephone from './telephone-steps.ts'

export { inHand } from './app-scenes.ts'
export { shotsIn, whoIn, type Scene } from './scene.ts'
export type { Locale } from './scene-steps.ts'

const [phone, both] = [[360], [360, 1280]]
const owner = { sv: 'Ada', en: 'Priya' }
const agent = { sv: 'Maja', en: 'Henrik' }
const extranet = (rest: string) => (locale: Locale) => `/${locale}/extranet/${rest}`
const page = (rest: string) => (locale: Locale) => `/${locale}/${rest}`
const said = (rest: string) => (locale: Locale) => `${rest}?locale=${locale}`
const noShow = 'contact/reservations/no-show'

export const visitors: readonly Scene[] = [
  { name: 'demo', path: said('/demo'), pictured: both },
  { name: 'demo-closed', path: said('/demo'), prepare: step.throughProxy },
  { name: 'sign-in', path: extranet('sign-in'), pictured: both },
  { name: 'sign-in-kept', path: extranet('sign-in?kept=1') },
  { name: 'sign-in-refused', path: extranet('sign-in'), prepare: step.signInWrongly, pictured: phone },
  { name: 'locked-out', path: page('partner/locked-out'), pictured: phone },
  { name: 'locked-out-wrong', path: page('partner/locked-out'), prepare: step.askWithNothing },
  { name: 'locked-out-sent', path: page('partner/locked-out/sent'), pictured: phone },
  { name: 'help', path: page('partner/help'), prepare: step.openNotices, pictured: both, dark: 1280 },
  { name: 'help-category', path: page('partner/help/reservations'), pictured: phone },
  { name: 'help-article', path: (locale) => `/${locale}/partner/help/${locale === 'sv' ? 'bokningar/overbokad-gor-sa-har' : 'reservations/overbooked-what-to-do'}`, pictured: both, dark: 360 },
  { name: 'help-article-foreign', path: () => '/ar/partner/help/reservations/overbooked-what-to-do' },
  { name: 'help-vote', path: page('partner/help/reservations/no-show'), prepare: step.voteNo, pictured: phone },
  { name: 'help-vote-long', path: page('partner/help/reservations/no-show'), prepare: step.voteAtLength },
  { name: 'help-vote-sent', path: page('partner/help/reservations/no-show'), prepare: step.voteYes },
  { name: 'help-saved', path: page('partner/help/reservations/no-show'), prepare: step.saveHere, pictured: phone },
  { name: 'help-saved-none', path: page('partner/help/saved') },
  { name: 'not-found', path: page('partner/help/nowhere'), pictured: phone },
  { name: 'problem', path: extranet('sign-in'), prepare: step.postFromElsewhere },
  { name: 'guest', path: page('guest'), pictured: both },
  { name: 'guest-topic', path: page('guest/at-property'), pictured: phone },
  { name: 'guest-answers', path: page('guest/safety/suspicious-message') },
  { name: 'guest-contact', path: page('guest/contact'), pictured: both, dark: 360 },
  { name: 'guest-contact-options', path: page('guest/contact/at-property/cannot-check-in/options'), pictured: both },
  { name: 'guest-contact-message', path: page('guest/contact/booking-details/other/message'), pictured: phone },
  { name: 'guest-chat', path: page('guest/contact/booking-details/other/chat'), pictured: phone },
  { name: 'guest-how-we-order', path: page('guest/how-we-order'), pictured: both },
  { name: 'sign-in-wrong-door', path: extranet('sign-in'), prepare: step.signInAsGuest, pictured: phone },
  { name: 'desk-sign-in', path: said('/desk/sign-in'), pictured: phone },
  { name: 'invitation-gone', path: said('/setup/spent'), pictured: phone },
]

export const desk: readonly Scene[] = [
  { name: 'desk-queue', who: agent, path: () => '/desk/queue', prepare: step.untilRows, pictured: both, window: true },
  { name: 'desk-conversation', who: agent, path: () => '/desk/queue', prepare: step.openFirstRow, pictured: both, window: true, dark: 1280 },
  { name: 'desk-mine', who: agent, path: () => '/desk/mine', prepare: step.openFirstRow, pictured: [1280], window: true },
  { name: 'desk-note', who: agent, path: () => '/desk/mine', prepare: step.pressInFirstRow('n', '#composer-note') },
  { name: 'desk-answer', who: agent, path: () => '/desk/mine', prepare: step.writeAnswer, pictured: both, window: true },
  { name: 'desk-close', who: agent, path: () => '/desk/mine', prepare: step.pressInFirstRow('c', '[role=dialog]'), pictured: [1280], window: true },
  { name: 'desk-call', who: agent, path: () => '/desk/queue', prepare: step.callWithWrongCode, pictured: [1280], window: true },
  { name: 'desk-search', who: agent, path: () => '/desk/search?state=open', prepare: step.untilRows },
  { name: 'desk-palette', who: agent, path: () => '/desk/queue', prepare: step.press('Control+k', '.picker-option') },
  { name: 'desk-merge', who: agent, path: () => '/desk/mine', prepare: step.pressInFirstRow('M', '[role=dialog]') },
  { name: 'desk-hand-over', who: agent, path: () => '/desk/mine', prepare: step.pressInFirstRow('o', '[role=dialog] textarea'), pictured: [1280], window: true },
  { name: 'desk-why', who: agent, path: () => '/desk/mine', prepare: step.pressInFirstRow('w', '[role=dialog] li') },
  { name: 'desk-shortcuts', who: agent, path: () => '/desk/queue', prepare: step.press('?', '[role=dialog]') },
  { name: 'desk-menu', who: agent, path: () => '/desk/queue', prepare: step.openMenu },
  { name: 'desk-articles', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/articles', prepare: step.openTexts, pictured: both, window: true, dark: 1280 },
  { name: 'desk-articles-none', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/articles', prepare: step.narrowToNothing },
  { name: 'desk-library', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/library', prepare: step.findCards, pictured: [1280], window: true },
  { name: 'desk-mail', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/mail', prepare: step.untilMail, pictured: both, checked: [320], window: true, dark: 1280 },
  { name: 'desk-mail-held', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/mail', prepare: step.openHeldMail, pictured: both, checked: [], window: true, dark: 1280 },
  { name: 'desk-writing', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/library/overbooked/sv', prepare: step.untilWritten, pictured: both, window: true, dark: 1280 },
  { name: 'desk-words', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/words', prepare: step.untilList, pictured: [1280], window: true },
  { name: 'desk-featured', who: { sv: 'Noor', en: 'Noor' }, path: () => '/desk/featured', prepare: step.untilList, pictured: both, window: true },
  { name: 'desk-now', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/now', prepare: step.untilFigures, pictured: both, window: true, dark: 1280 },
  { name: 'desk-history', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/history', prepare: step.untilCurves, pictured: both },
  { name: 'desk-season', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/season', pictured: both, window: true, dark: 1280 },
  { name: 'desk-plan', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/season', prepare: step.planStaff },
  { name: 'desk-replies', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/replies', prepare: step.openReply, pictured: both, window: true, dark: 1280 },
  { name: 'desk-hours', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/hours?calendar=office', prepare: step.untilList, pictured: both, window: true },
  { name: 'desk-promises', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/promises', prepare: step.changeRule, pictured: [1280], checked: [1280], window: true },
  { name: 'desk-audit', who: { sv: 'Henrik', en: 'Henrik' }, path: () => '/desk/audit', prepare: step.untilLooks, checked: [320] },
  { name: 'desk-code', who: agent, path: () => '/desk/sign-in-code', prepare: beginStaffCode, pictured: both, checked: [320] },
  { name: 'desk-talk', who: agent, path: () => '/desk/queue', prepare: telephone.talkAndPressKeys, pictured: both, checked: [320], window: true, dark: 360 },
  { name: 'desk-call-over', who: agent, path: () => '/desk/queue', prepare: telephone.handCallOver, pictured: both, checked: [320], window: true },
  { name: 'desk-microphone', who: agent, path: () => '/desk/queue', prepare: telephone.refuseMicrophone, pictured: both, checked: [320], window: true, dark: 1280 },
  { name: 'desk-telephone', who: agent, path: () => '/desk/queue', prepare: telephone.setTelephoneUp, pictured: both, checked: [320], window: true, dark: 360 },
  { name: 'desk-nowhere', who: agent, path: () => '/desk/nowhere' },
]

export const partners: readonly Scene[] = [
  { name: 'inbox', who: owner, path: extranet('inbox'), pictured: both, dark: 360 },
  { name: 'inbox-platform', who: owner, path: extranet('inbox/platform'), pictured: both },
  { name: 'inbox-platform-none', who: owner, path: extranet('inbox/platform?search=zzz'), pictured: phone },
  { name: 'inbox-reservations', who: owner, path: extranet('inbox/reservations'), pictured: phone },
  { name: 'contact', who: owner, path: extranet('contact'), pictured: both },
  { name: 'contact-topic', who: owner, path: extranet('contact/reservations'), pictured: both },
  { name: 'contact-answers', who: owner, path: extranet(noShow), pictured: both },
  { name: 'contact-answers-notice', who: owner, path: extranet('contact/invoices/understand-invoice'), pictured: phone },
  { name: 'contact-options', who: owner, path: extranet(`${noShow}/options`), pictured: both, dark: 360 },
  { name: 'contact-options-call-first', who: owner, path: extranet('contact/reservations/overbooking/options'), pictured: phone },
  { name: 'contact-no-right', who: 'Nils', path: extranet(`${noShow}/options`), pictured: phone },
  { name: 'message', who: owner, path: extranet(`${noShow}/message`), pictured: both },
  { name: 'message-wrong-number', who: owner, path: extranet(`${noShow}/message`), prepare: step.sendWrongNumber, pictured: both },
  { name: 'message-wrong-file', who: owner, path: extranet(`${noShow}/message`), prepare: step.sendWrongFile, pictured: phone },
  { name: 'message-sent', who: owner, path: extranet(`${noShow}/message`), prepare: step.send, pictured: both, dark: 360 },
  { name: 'conversation', who: owner, path: extranet('inbox/platform'), prepare: step.openConversation('Antal stjärnor', 'Not syncing'), pictured: both, dark: 1280 },
  { name: 'conversation-moved', who: 'Priya', path: extranet('inbox/platform'), prepare: step.openConversation('Holloway') },
  { name: 'conversation-answered', who: 'Katharina', path: extranet('inbox/platform'), prepare: step.openConversation('Guten Tag'), pictured: phone },
  { name: 'conversation-closed', who: 'Jonas', path: extranet('inbox/platform'), prepare: step.openConversation('Das war es'), pictured: phone },
  { name: 'call', who: owner, path: extranet(`${noShow}/call`), pictured: phone },
  { name: 'call-code', who: owner, path: extranet(`${noShow}/call`), prepare: step.askForCode, pictured: both },
  { name: 'call-back', who: owner, path: extranet(`${noShow}/call-back`) },
  { name: 'share', who: owner, path: extranet('share'), pictured: both },
  { name: 'profile', who: owner, path: extranet('profile'), pictured: phone },
  { name: 'saved', who: owner, path: page('partner/help/reservations/no-show'), prepare: step.saveInAccount, pictured: phone },
  { name: 'action-map', who: owner, path: extranet('actions/map-location'), pictured: phone },
  { name: 'action-no-show', who: owner, path: extranet('actions/mark-no-show'), pictured: phone },
  { name: 'action-end-contract', who: owner, path: extranet('actions/end-contract'), pictured: phone },
  { name: 'action-end-contract-wrong', who: owner, path: extranet('actions/end-contract'), prepare: step.endWithNothing },
  { name: 'mails', path: said('/demo/mail'), pictured: phone },
  { name: 'mail', path: said('/demo/mail'), prepare: step.openMail, pictured: both },
  { name: 'guest-chat-waiting', path: page('guest/contact/booking-details/other/chat'), prepare: step.beginChat, pictured: both, dark: 360 },
  { name: 'widget', path: said('/demo/widget'), prepare: step.openWidget, checked: [320], pictured: both, dark: 360, window: true },
]

/** In the order they are looked at: what changes the world comes after what shows it. */
export const scenes: readonly Scene[] = [...visitors, ...desk, ...partners, ...inHand]
