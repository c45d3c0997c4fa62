import { pushKinds, type PushKind } from '#contract/push'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { PushDevice, PushWishes } from '../push-port.ts'
import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'
import { upToMore } from './more.tsx'
import { PushHere } from './push-here.tsx'

export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
/** Minutes of the day; null when it is no time. */
export const minutesOf = (clock: string): number | null => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? []
  return hours && minutes ? Number(hours) * 60 + Number(minutes) : null
}

const night = { from: 22 * 60, until: 7 * 60 }

const kindText = {
  answers: 'push.kind.answers', promises: 'push.kind.promises', closing: 'push.kind.closing', letters: 'push.kind.letters', notices: 'push.kind.notices',
} as const satisfies Record<PushKind, string>

type Props = { visit: Visit; wishes: PushWishes; devices: PushDevice[]; saved?: boolean; /** The quiet hours cannot be these. */ wrong?: boolean }

/** What the phone tells of while the app is closed, on this device and on others, and when it is to be quiet. */
export const NotificationsPage = ({ visit, wishes, devices, saved = false, wrong = false }: Props) => {
  const { tr } = visit
  const others = devices.filter(({ isHere }) => !isHere)
  return (
    <AppPage visit={visit} title={tr.t('push.title')} tab="more" up={upToMore(visit)}>
      <h1>{tr.t('push.title')}</h1>
      <p class="lead">{tr.t('push.lead')}</p>
      {saved ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('push.saved')}</p> : null}
      <PushHere visit={visit} />
      <WishForm visit={visit} wishes={wishes} wrong={wrong} />
      {others.length > 0 ? <Others visit={visit} devices={others} /> : null}
    </AppPage>
  )
}

const WishForm = ({ visit, wishes, wrong }: { visit: Visit; wishes: PushWishes; wrong: boolean }) => {
  const { tr, person } = visit
  const error = wrong ? tr.t('push.quietWrong') : undefined
  const { from, until } = wishes.quiet ?? night
  return (
    <form method="post" class="message-form">
      <fieldset>
        <legend>{tr.t('push.kinds')}</legend>
        {pushKinds.map((kind) => <label class="radio"><input type="checkbox" name={`kind-${kind}`} value="1" checked={wishes.kinds.includes(kind)} /><span>{tr.t(kindText[kind])}</span></label>)}
      </fieldset>
      <fieldset>
        <legend>{tr.t('push.quiet')}</legend>
        <p class="hint">{tr.t('push.quietHint', { zone: person?.timeZone ?? 'UTC' })}</p>
        <label class="radio"><input type="checkbox" name="quiet" value="1" checked={wishes.quiet !== null} /><span>{tr.t('push.quietOn')}</span></label>
        <div class="push-times">
          <Field id="from" label={tr.t('push.from')} error={error}><input id="from" name="from" type="time" required value={clockOf(from)} {...describedBy('from', { error })} /></Field>
          <Field id="until" label={tr.t('push.until')}><input id="until" name="until" type="time" required value={clockOf(until)} /></Field>
        </div>
      </fieldset>
      <p class="actions"><button class="button" type="submit">{tr.t('extranet.save')}</button></p>
    </form>
  )
}

const Others = ({ visit, devices }: { visit: Visit; devices: PushDevice[] }) => {
  const { tr } = visit
  return (
    <section class="push-others">
      <h2>{tr.t('push.others')}</h2>
      <ul class="plain">
        {devices.map(({ id, name: said, addedAt }) => ({ id, addedAt, name: said || tr.t('push.unnamed') })).map(({ id, name, addedAt }) => (
          <li>
            <span><bdi>{name}</bdi> <span class="meta">{tr.t('push.since', { date: tr.date(addedAt) })}</span></span>
            <form method="post" action={appPath(visit, 'more', 'notifications', 'remove')}>
              <input type="hidden" name="id" value={id} />
              <button class="button plain" type="submit" aria-label={tr.t('push.removeNamed', { name })}>{tr.t('push.remove')}</button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
