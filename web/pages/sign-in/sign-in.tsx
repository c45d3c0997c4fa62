import { localesOffered } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { AreYouGuest } from '../help/ways.tsx'
import { Page } from '../parts/layout.tsx'
import { WrongDoor, type WrongDoorProps } from '../parts/wrong-door.tsx'
import type { Visit } from '../site.ts'
import { DemoBox, SignInForm, type SignInState } from './sign-in-form.tsx'

export type SignInProps = {
  visit: Visit
  state: SignInState
  /** Said above the form: the session ended while something was being written, or the reader has just signed out, or has another password, or an article waits to be saved. */
  because?: 'kept' | 'signed-out' | 'changed' | 'save' | null
  /** What was typed is a guest's. */
  wrongDoor?: Pick<WrongDoorProps, 'by' | 'typed'>
}

export const SignInPage = ({ visit, state, because = null, wrongDoor }: SignInProps) => {
  const { tr, locale, site, c } = visit
  return (
    <Page visit={visit} title={tr.t('signIn.signIn')} door="partner" alternates={alternatesOf(visit, state)}>
      <div class="sign-in">
        <h1>{tr.t('signIn.title')}</h1>
        {because === 'kept' ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('signIn.kept')}</span></p> : null}
        {because === 'save' ? <p class="told" role="status"><Icon name="save" /> <span>{tr.t('signIn.save')}</span></p> : null}
        {because === 'signed-out' ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('signIn.signedOut')}</span></p> : null}
        {because === 'changed' ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('reset.done')}</span></p> : null}
        {wrongDoor ? <WrongDoor visit={visit} to="guest" source="sign-in" {...wrongDoor} /> : null}
        <SignInForm visit={visit} action={`/${locale}/extranet/sign-in`} state={state} />
        <p class="other-way"><a href={`/${locale}/partner/forgotten`}>{tr.t('reset.link')}</a></p>
        <p class="other-way"><a href={`/${locale}/partner/locked-out`}>{tr.t('signIn.cannotSignIn')}</a></p>
        {state.refused && !wrongDoor ? <AreYouGuest visit={visit} /> : null}
        {site.demoAllowed(c) ? <DemoBox visit={visit} /> : null}
      </div>
    </Page>
  )
}

// With something carried along there are no languages to change to: a link would lose it.
const alternatesOf = ({ locale }: Visit, { carry, next }: SignInState) => {
  const others = Object.keys(carry).length > 0 ? [] : localesOffered.filter((other) => other !== locale)
  const query = next ? `?next=${encodeURIComponent(next)}` : ''
  return others.map((other) => ({ locale: other, path: `/${other}/extranet/sign-in${query}` }))
}
