import { Hono } from 'hono'
import { isLocale, localesOffered, translator } from '#web/locales'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { ExtranetPage } from './frame.tsx'
import { posted } from './posted.ts'
import { signedIn, type SignedInPage } from './signed-in.ts'

export const profileRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/profile'
  return new Hono().get(at, signedIn(site, profile)).post(at, signedIn(site, save))
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

const ProfilePage = ({ visit, mailCopies, saved }: { visit: Visit; mailCopies: boolean; saved: boolean }) => {
  const { tr, person, locale } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('extranet.profile')}>
      <h1>{person?.name ?? tr.t('extranet.profile')}</h1>
      <p class="meta">{person?.email} · {tr.t('extranet.timeZone', { zone: person?.timeZone ?? '' })}</p>
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
      <form method="post" action={`/${locale}/extranet/sign-out`}>
        <p class="actions"><button class="button secondary" type="submit">{tr.t('extranet.signOut')}</button></p>
      </form>
    </ExtranetPage>
  )
}
