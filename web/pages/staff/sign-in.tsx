import { localesOffered } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import { DemoBox, SignInForm, type SignInState } from '../sign-in/sign-in-form.tsx'
import type { Visit } from '../site.ts'

type Props = { visit: Visit; state: SignInState; signedOut?: boolean; /** Another password has just been chosen. */ changed?: boolean }

export const StaffSignInPage = ({ visit, state, signedOut = false, changed = false }: Props) => {
  const { tr, locale, site, c } = visit
  return (
    <Page visit={visit} title={tr.t('signIn.staffTitle')} door="staff" alternates={inOtherLanguages(visit, '/desk/sign-in', { next: state.next })}>
      <div class="sign-in">
        <h1>{tr.t('signIn.staffTitle')}</h1>
        {signedOut ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('signIn.signedOut')}</span></p> : null}
        {changed ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('reset.done')}</span></p> : null}
        <SignInForm visit={visit} action={`/desk/sign-in?locale=${locale}`} state={state} />
        <p class="other-way"><a href={`/desk/forgotten?locale=${locale}`}>{tr.t('reset.link')}</a></p>
        {site.demoAllowed(c) ? <DemoBox visit={visit} /> : null}
      </div>
    </Page>
  )
}

/** The same page in the other languages, where the address does not begin with one. */
export const inOtherLanguages = ({ locale }: Visit, path: string, query: Record<string, string> = {}) =>
  localesOffered
    .filter((other) => other !== locale)
    .map((other) => ({ locale: other, path: `${path}?${new URLSearchParams({ locale: other, ...withoutEmpty(query) })}` }))

const withoutEmpty = (query: Record<string, string>) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
