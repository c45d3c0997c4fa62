import { describedBy, Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { WayPage, type Way } from './way.tsx'
import type { CallBackView, StandingView } from '../phone-port.ts'
import type { PropertyView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'

type Named = Pick<TopicView, 'key' | 'name'>
export type CallBackProps = {
  visit: Visit
  way: Way
  topic: Named
  subtopic: Named
  times: Date[]
  properties: PropertyView[]
  typed: { submissionId: string; number: string; when: string; propertyId: string }
  errors: { number?: string | undefined; when?: string | undefined; property?: string | undefined; form?: string | undefined }
}

/** Ask to be called: where, and when. */
export const CallBackPage = ({ visit, way, topic, subtopic, times, properties, typed, errors }: CallBackProps) => {
  const { tr } = visit
  const hint = tr.t('phone.numberHint')
  return (
    <WayPage visit={visit} way={way} title={tr.t('phone.callBack')} steps={stepsOf(visit, way, { topic, subtopic })}>
      <h1>{tr.t('phone.callBackTitle')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      {errors.form ? <p class="callout warn" role="alert">{errors.form}</p> : null}
      <form method="post" class="card" data-once>
        <input type="hidden" name="submissionId" value={typed.submissionId} />
        {properties.length > 1 ? (
          <Field id="property" label={tr.t('contact.property')} error={errors.property}>
            <select id="property" name="propertyId" required>
              <option value="">{tr.t('contact.chooseProperty')}</option>
              {properties.map(({ id, name, city }) => <option value={id} selected={typed.propertyId === id}>{`${name}, ${city}`}</option>)}
            </select>
          </Field>
        ) : null}
        <Field id="number" label={tr.t('phone.number')} hint={hint} error={errors.number}>
          <input id="number" name="number" type="tel" dir="ltr" autocomplete="tel" required maxlength={40} value={typed.number} {...describedBy('number', { hint, error: errors.number })} />
        </Field>
        <Field id="when" label={tr.t('phone.when')} error={errors.when}>
          <select id="when" name="when">
            <option value="">{tr.t('phone.asSoon')}</option>
            {times.map((at) => <option value={at.toISOString()} selected={typed.when === at.toISOString()}>{tr.dateTime(at, 'weekday')}</option>)}
          </select>
        </Field>
        <p class="actions"><button class="button" type="submit"><Icon name="phone" size={18} /> {tr.t('phone.callBack')}</button></p>
      </form>
    </WayPage>
  )
}

const stepsOf = ({ tr }: Visit, way: Way, { topic, subtopic }: { topic: Named; subtopic: Named }) => [
  { name: topic.name, href: way.path(topic.key) }, { name: subtopic.name, href: way.path(topic.key, subtopic.key) }, { name: tr.t('contact.allOptions'), href: way.path(topic.key, subtopic.key, 'options') },
]

type PromisedProps = { visit: Visit; way: Way; topic: Named; subtopic: Named; promised: CallBackView; conversation: string }

/** The call is promised: how it stands now, followed live, and what to key in. */
export const CallPromisedPage = ({ visit, way, topic, subtopic, promised, conversation }: PromisedProps) => {
  const { tr } = visit
  const title = tr.t(promised.standing ? 'phone.promisedTitle' : 'phone.callBack')
  return (
    <WayPage visit={visit} way={way} title={title} steps={stepsOf(visit, way, { topic, subtopic })}>
      <h1>{promised.standing ? <Icon name="check" size={24} /> : null} {title}</h1>
      <section class="card" data-live={`conversation:${promised.conversationId}`} data-events={way.events?.(promised.conversationId)}>
        <Standing visit={visit} standing={promised.standing} />
      </section>
      <div data-live={`digits:${promised.conversationId}`}>{promised.standing ? <Digits visit={visit} promised={promised} /> : null}</div>
      <p><a href={conversation}>{tr.t('phone.toConversation')}</a></p>
    </WayPage>
  )
}

// As long as there is a call to be answered.
const Digits = ({ visit: { tr }, promised: { digits, caseNumber } }: Pick<PromisedProps, 'visit' | 'promised'>) => (
  <section class="card caller-code" aria-labelledby="digits">
    <h2 id="digits">{tr.t('phone.digitsTitle')}</h2>
    <p class="digits" aria-label={[...digits].join(' ')}><bdi dir="ltr">{digits}</bdi></p>
    <p>{tr.t('phone.digitsHint', { number: caseNumber })}</p>
  </section>
)

/** How somebody stands on the telephone, in words. */
const Standing = ({ visit, standing }: { visit: Visit; standing: StandingView | null }) => <p class="state" role="status" data-standing={standing?.state ?? 'none'}><Icon name="phone" size={18} /> {standingWords(visit, standing)}</p>

const standingWords = ({ tr, now }: Visit, standing: StandingView | null): string => {
  if (!standing) return tr.t('phone.standing.over')
  if (standing.state === 'talking') return tr.t('phone.standing.talking', { name: standing.agent ?? '' })
  if (standing.state === 'call-back' && standing.at !== null && standing.at > now) return tr.t('phone.standing.later', { when: tr.dateTime(standing.at, 'weekday') })
  const minutes = standing.minutes === null ? '' : ` ${tr.t('phone.standing.minutes', { minutes: Math.max(1, standing.minutes) })}`
  const key = standing.state === 'waiting' ? (standing.place === null ? 'phone.standing.connecting' : 'phone.standing.waiting') : standing.place === null ? 'phone.standing.callingSoon' : 'phone.standing.callBack'
  return `${tr.t(key, { place: standing.place ?? 1 })}${minutes}`
}
