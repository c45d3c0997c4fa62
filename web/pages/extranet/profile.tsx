import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isLocale, localesOffered, translator } from '#web/locales'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { ExtranetPage } from './frame.tsx'
import { posted } from './posted.ts'
import { signedIn, type SignedInPage } from './signed-in.ts'

export const profileRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/profile'
  return new Hono()
    .get(at, signedIn(site, profile))
    .post(at, signedIn(site, save))
    .get(`${at}/password`, signedIn(site, ({ c }) => c.redirect(c.req.path.replace(/\/password$/, ''), 302)))
    .post(`${at}/password`, signedIn(site, changePassword))
}

const profile: SignedInPage = async ({ visit, port, c }) =>
  showPrivately(c, <ProfilePage visit={visit} mailCopies={await port.wantsMailCopies()} saved={c.req.query('saved') === '1'} />)

const save: SignedInPage = async ({ visit, port, c }) => {
  const form = await posted(c)
  const wanted = form.text('locale')
  const locale = isLocale(wanted) ? wanted : visit.locale
  await port.saveProfile({ locale, mailCopies: form.text('mailCopies') === '1' })
  return c.redirect(`/${locale}/extranet/profile?saved=1`, 303)
}

const leastPassword = 12
const mostPassword = 200

const changePassword: SignedInPage = async ({ visit, port, c }) => {
  const { tr, site, locale } = visit
  const form = await posted(c)
  const [current, next] = [form.text('current'), form.text('next')]
  const refused = async (errors: PasswordErrors) =>
    showPrivately(c, <ProfilePage visit={visit} mailCopies={await port.wantsMailCopies()} saved={false} errors={errors} />, 422)
  if (next.length < leastPassword || next.length > mostPassword) return refused({ next: tr.t('extranet.passwordShort', { least: leastPassword }) })
  try {
    await site.changePassword(c, { current, next })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong_password') return refused({ current: tr.t('extranet.passwordWrong') })
    if (error instanceof Refusal && error.code === 'too_many') return refused({ current: tr.t('errors.tooMany', { minutes: Number(error.detail.minutes) }) })
    throw error
  }
  return c.redirect(`/${locale}/extranet/profile?saved=1`, 303)
}

type PasswordErrors = { current?: string; next?: string }

const PasswordForm = ({ visit: { tr, locale, person }, errors }: { visit: Visit; errors: PasswordErrors }) => {
  const hint = tr.t('extranet.passwordHint', { least: leastPassword })
  return (
    <form method="post" action={`/${locale}/extranet/profile/password`} class="message-form reply" id="password">
      <h2>{tr.t('extranet.password')}</h2>
      <input type="hidden" name="username" autocomplete="username" value={person?.email ?? ''} />
      <Field id="current" label={tr.t('extranet.passwordCurrent')} error={errors.current}>
        <input id="current" name="current" type="password" autocomplete="current-password" required {...describedBy('current', { error: errors.current })} />
      </Field>
      <Field id="next" label={tr.t('extranet.passwordNext')} hint={hint} error={errors.next}>
        <input id="next" name="next" type="password" autocomplete="new-password" required minlength={leastPassword} {...describedBy('next', { hint, error: errors.next })} />
      </Field>
      <p class="actions"><button class="button secondary" type="submit">{tr.t('extranet.passwordChange')}</button></p>
    </form>
  )
}

const ProfilePage = ({ visit, mailCopies, saved, errors = {} }: { visit: Visit; mailCopies: boolean; saved: boolean; errors?: PasswordErrors }) => {
  const { tr, person, locale } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('extranet.profile')}>
      <h1><bdi>{person?.name ?? tr.t('extranet.profile')}</bdi></h1>
      <p class="meta"><bdi dir="ltr">{person?.email}</bdi> · {tr.t('extranet.timeZone', { zone: person?.timeZone ?? '' })}</p>
      <p><a class="way-link" href={`/${locale}/extranet/saved`}><Icon name="save" size={18} /> {tr.t('help.savedTitle')}</a></p>
      {saved ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('extranet.profileSaved')}</p> : null}
      <form method="post" class="message-form">
        <Field id="locale" label={tr.t('extranet.language')}>
          <select id="locale" name="locale">
            {localesOffered.map((offered) => <option value={offered} selected={offered === (person?.locale ?? locale)} lang={offered}>{translator(offered, 'UTC').t('common.languageName')}</option>)}
          </select>
        </Field>
        <label class="radio"><input type="checkbox" name="mailCopies" value="1" checked={mailCopies} /><span>{tr.t('extranet.mailCopies')}</span></label>
        <p class="actions"><button class="button" type="submit">{tr.t('extranet.save')}</button></p>
      </form>
      <PasswordForm visit={visit} errors={errors} />
      <form method="post" action={`/${locale}/extranet/sign-out`}>
        <p class="actions"><button class="button secondary" type="submit">{tr.t('extranet.signOut')}</button></p>
      </form>
    </ExtranetPage>
  )
}
