import { ChatOption } from '../chat/option.tsx'
import { CallBackOption } from '../parts/call-back-option.tsx'
import { Icon } from '../parts/icon.tsx'
import type { OptionsView, PhoneView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { contactPath, contactTrail, ExtranetPage, within } from './frame.tsx'
import { MissingRight } from './topics.tsx'

/** Step four: every channel with its state before the tap. */
export const OptionsPage = ({ visit, options, callsBack }: { visit: Visit; options: OptionsView; callsBack: boolean }) => {
  const { tr, locale } = visit
  const { topic, subtopic, message, phone, callFirst, may, chat } = options
  const channels = [
    phone ? <PhoneOption visit={visit} options={options} phone={phone} /> : null,
    phone && callsBack ? <CallBackOption visit={visit} href={contactPath(visit, topic.key, subtopic.key, 'call-back')} /> : null,
    chat ? <ChatOption visit={visit} now={chat} href={contactPath(visit, topic.key, subtopic.key, 'chat')} /> : null,
    message ? <MessageOption visit={visit} options={options} message={message} /> : null,
  ]
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.allOptions')} trail={contactTrail(visit, { name: topic.name, href: contactPath(visit, topic.key) }, { name: subtopic.name, href: contactPath(visit, topic.key, subtopic.key) })}>
      <h1>{tr.t('contact.chooseChannel')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      {may.may ? (
        <ul class="channels">{(callFirst ? channels : channels.toReversed()).map((channel) => (channel ? <li>{channel}</li> : null))}</ul>
      ) : <MissingRight visit={visit} may={may} />}
      <p class="meta"><a href={`/${locale}/partner/locked-out`}>{tr.t('contact.noWayIn')}</a></p>
    </ExtranetPage>
  )
}

type Option<Extra> = { visit: Visit; options: OptionsView } & Extra

const MessageOption = ({ visit, options: { topic, subtopic }, message }: Option<{ message: NonNullable<OptionsView['message']> }>) => {
  const { tr } = visit
  return (
    <a class="card channel" href={contactPath(visit, topic.key, subtopic.key, 'message')}>
      <span class="name"><Icon name="message" size={24} /> {tr.t('contact.message')}</span>
      <span class="state"><Icon name="clock" size={18} /> {tr.t('contact.answerWithin', { within: within(visit, message.rule), by: tr.dateTime(message.answerBy) })}</span>
      <span class="hint">{tr.t('contact.messageHint')}</span>
    </a>
  )
}

const PhoneOption = ({ visit, options: { topic, subtopic, callFirst }, phone }: Option<{ phone: PhoneView }>) => {
  const { tr } = visit
  return (
    <a class="card channel" href={contactPath(visit, topic.key, subtopic.key, 'call')}>
      <span class="name"><Icon name="phone" size={24} /> {tr.t('contact.call')}</span>
      <span class={phone.open ? 'state open' : 'state closed'}><span class="dot" aria-hidden="true"></span> {phoneState(visit, phone)}</span>
      {phone.open ? <span class="state"><Icon name="clock" size={18} /> {expectedWait(visit, phone)}</span> : null}
      <span class="hint">{tr.t(callFirst ? 'contact.callFirstHint' : 'contact.callHint')}</span>
    </a>
  )
}

/** "Open until 22:00 your time", "Open round the clock, in English", "Opens Monday 08:00". */
export const phoneState = ({ tr, now }: Visit, phone: PhoneView): string => {
  if (!phone.open) return phone.until ? tr.t('contact.opens', { when: tr.dateTime(phone.until, 'weekday') }) : tr.t('contact.closed')
  if (!phone.until) return tr.t('contact.openAlways')
  const isToday = tr.date(phone.until) === tr.date(now)
  return tr.t('contact.openUntil', { when: isToday ? tr.time(phone.until) : tr.dateTime(phone.until, 'weekday') })
}

export const expectedWait = ({ tr }: Visit, { waitMinutes }: PhoneView): string => {
  if (waitMinutes === null) return tr.t('contact.waitUnknown')
  return waitMinutes < 2 ? tr.t('contact.waitShort') : tr.t('contact.wait', { minutes: waitMinutes })
}
