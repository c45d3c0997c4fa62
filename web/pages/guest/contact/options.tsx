import { within } from '../../extranet/frame.tsx'
import { expectedWait, phoneState } from '../../extranet/options.tsx'
import { ChatOption } from '../../chat/option.tsx'
import { CallBackOption } from '../../parts/call-back-option.tsx'
import { Icon } from '../../parts/icon.tsx'
import { GuestSeason, orderPath, waitRange } from '../../parts/season.tsx'
import { WayPage, type Way } from '../../parts/way.tsx'
import type { GuestOptionsView, GuestReason } from '../../guest-contact-port.ts'
import type { PhoneView } from '../../ports.ts'
import type { Visit } from '../../site.ts'

type OptionsProps = { visit: Visit; way: Way; options: GuestOptionsView }
type GuestOptionsProps = OptionsProps & { callsBack: boolean }

/** Step four: every channel with the wait to expect before the tap, and where one stands in the queue. */
export const GuestOptionsPage = ({ visit, way, options, callsBack }: GuestOptionsProps) => {
  const { tr, locale } = visit
  const { topic, subtopic, season, first, callFirst, phone, email, chat } = options
  const message = <Message visit={visit} way={way} options={options} />
  const channels = [phone ? <Phone visit={visit} phone={phone} urgent={callFirst} /> : null, phone ? <CallBack visit={visit} way={way} options={options} callsBack={callsBack} /> : null, message, chat ? <ChatOption visit={visit} now={chat} href={way.path(topic.key, subtopic.key, 'chat')} /> : null, email ? <Mail visit={visit} email={email} options={options} /> : null]
  const ordered = callFirst || !phone ? channels : [message, ...channels.filter((channel) => channel !== message)]
  return (
    <WayPage visit={visit} way={way} title={tr.t('contact.allOptions')} steps={[{ name: topic.name, href: way.path(topic.key) }, { name: subtopic.name, href: way.path(topic.key, subtopic.key) }]}>
      <h1>{tr.t('contact.chooseChannel')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      {topic.key === 'safety' ? <p class="callout warn in-danger"><Icon name="alert" /> <span>{tr.t('help.inDanger')}</span></p> : null}
      {first.length > 0 ? (
        <p class="callout ok goes-first"><Icon name="check" size={18} /> <span>{tr.t('guestContact.first', { why: tr.list(first.map((reason) => reasonText(visit, reason))) })}</span></p>
      ) : <GuestSeason visit={visit} season={season} />}
      {season?.selfServiceFirst ? <SelfService visit={visit} way={way} options={options} /> : null}
      <ul class="channels">{ordered.map((channel) => (channel ? <li>{channel}</li> : null))}</ul>
      {season && first.length === 0 ? null : <p class="meta"><a href={`/${locale}${orderPath}`}>{tr.t('season.howWeOrder')}</a></p>}
    </WayPage>
  )
}

/** Who travels later in a high season sees first what needs no waiting; the channels follow all the same. */
const SelfService = ({ visit: { tr, locale }, way, options: { topic, subtopic } }: OptionsProps) => (
  <section class="card self-service" aria-labelledby="self-service">
    <h2 id="self-service">{tr.t('guestContact.selfTitle')}</h2>
    <p>{tr.t('guestContact.selfText')}</p>
    <p class="actions">
      <a class="button" href={`/${locale}/guest/booking`}>{tr.t('guestContact.toBooking')}</a>
      <a class="button secondary" href={way.path(topic.key, subtopic.key)}>{tr.t('guestContact.toAnswers')}</a>
    </p>
  </section>
)

const reasonText = ({ tr }: Visit, reason: GuestReason): string => {
  switch (reason.kind) {
    case 'safety': return tr.t('guestContact.reason.safety')
    case 'in-stay': return tr.t('guestContact.reason.inStay')
    case 'check-in-soon': return tr.t('guestContact.reason.checkIn', { when: tr.dateTime(reason.checkIn, 'weekday') })
    case 'loyalty': return tr.t('guestContact.reason.loyalty', { level: reason.level })
  }
}

/** "A person answers now in about 10–25 minutes" when the figures bear it, and always by when at the latest. */
const Answered = ({ visit, options: { message } }: { visit: Visit; options: GuestOptionsView }) => {
  const { tr } = visit
  const range = waitRange(visit, message.expected)
  return (
    <>
      {range ? <span class="state"><Icon name="clock" size={18} /> {tr.t('guestContact.expected', { range })}</span> : null}
      <span class={range ? 'meta' : 'state'}>{range ? null : <Icon name="clock" size={18} />} {tr.t('contact.answerWithin', { within: within(visit, message.rule), by: tr.dateTime(message.answerBy) })}</span>
    </>
  )
}

const Message = ({ visit, way, options }: OptionsProps) => (
  <a class="card channel" href={way.path(options.topic.key, options.subtopic.key, 'message')}>
    <span class="name"><Icon name="message" size={24} /> {visit.tr.t('contact.message')}</span>
    <Answered visit={visit} options={options} />
    <span class="hint">{visit.tr.t('guestContact.messageHint')}</span>
  </a>
)

const Mail = ({ visit, email, options }: { visit: Visit; email: string; options: GuestOptionsView }) => (
  <a class="card channel" href={`mailto:${email}`}>
    <span class="name"><Icon name="mail" size={24} /> {email}</span>
    <Answered visit={visit} options={options} />
    <span class="hint">{visit.tr.t('guestContact.mailHint')}</span>
  </a>
)

// Whoever has not opened their booking can, and is called then.
const CallBack = ({ visit, way, options: { topic, subtopic }, callsBack }: GuestOptionsProps) =>
  callsBack ? <CallBackOption visit={visit} href={way.path(topic.key, subtopic.key, 'call-back')} /> : <p class="callout">{visit.tr.t('phone.openBooking')} <a href={`/${visit.locale}/guest/booking`}>{visit.tr.t('guestContact.toBooking')}</a></p>

const Phone = ({ visit, phone, urgent }: { visit: Visit; phone: PhoneView; urgent: boolean }) => {
  const { tr } = visit
  return (
    <section class="card channel phone" aria-labelledby="phone">
      <h2 class="name" id="phone"><Icon name="phone" size={24} /> {tr.t('guestContact.call')}</h2>
      <p class={phone.open ? 'state open' : 'state closed'}><span class="dot" aria-hidden="true"></span> {phoneState(visit, phone)}</p>
      {phone.open ? <p class="state"><Icon name="clock" size={18} /> {expectedWait(visit, phone)}</p> : null}
      <p class="number"><a href={`tel:${phone.number}`}><bdi dir="ltr">{phone.international}</bdi></a></p>
      {phone.isLocal ? <p class="meta">{tr.t('contact.nationalForm', { number: phone.national })}</p> : null}
      <p class="hint">{tr.t(urgent ? 'guestContact.callFirst' : 'guestContact.callHint')}</p>
      <p class="meta">{phone.cost}</p>
    </section>
  )
}
