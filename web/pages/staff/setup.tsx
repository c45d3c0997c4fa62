import { z } from 'zod'
import { localesOffered, translator } from '#web/locales'
import { describedBy, Field } from '../parts/field.tsx'
import { Page } from '../parts/layout.tsx'
import { says, type Wrong } from '../sign-in/fields.ts'
import { Trouble } from '../sign-in/trouble.tsx'
import type { Visit } from '../site.ts'
import { inOtherLanguages } from './sign-in.tsx'

const leastPassword = 12

export const SetupInput = z
  .object({
    name: z.string().trim().min(1, says('signIn.nameEmpty')).max(120, says('signIn.nameLong')),
    password: z.string().min(leastPassword, says('signIn.passwordShort')).max(1_000, says('signIn.passwordLong')),
    again: z.string(),
    locale: z.enum(localesOffered),
  })
  .refine(({ password, again }) => password === again, { path: ['again'], message: says('signIn.passwordsDiffer'), when: () => true })

export type SetupState = { email: string; name: string; wrong: Wrong }

/** The invited person says who they are and chooses a password. */
export const SetupPage = ({ visit, token, state }: { visit: Visit; token: string; state: SetupState }) => {
  const { tr, brand } = visit
  const path = `/setup/${encodeURIComponent(token)}`
  return (
    <Page visit={visit} title={tr.t('signIn.setupTitle')} door="staff" alternates={inOtherLanguages(visit, path)}>
      <div class="sign-in">
        <h1>{tr.t('signIn.setupTitle')}</h1>
        <p class="lead">{tr.t('signIn.setupText', { brand: brand.name })}</p>
        <Trouble visit={visit} refused={null} wrong={state.wrong} />
        <SetupForm visit={visit} action={`${path}?locale=${visit.locale}`} state={state} />
      </div>
    </Page>
  )
}

const SetupForm = ({ visit: { tr, locale }, action, state }: { visit: Visit; action: string; state: SetupState }) => {
  const { email, name, wrong } = state
  const error = (field: string) => wrong[field] && tr.t(wrong[field])
  const password = { hint: tr.t('signIn.passwordHint', { count: leastPassword }), error: error('password') }
  return (
    <form method="post" action={action} novalidate>
      <Field id="email" label={tr.t('signIn.email')}>
        <input id="email" type="email" dir="ltr" autocomplete="username" value={email} readonly />
      </Field>
      <Field id="name" label={tr.t('signIn.yourName')} error={error('name')}>
        <input id="name" name="name" dir="auto" autocomplete="name" value={name} {...describedBy('name', { error: error('name') })} />
      </Field>
      <Field id="password" label={tr.t('signIn.newPassword')} {...password}>
        <input id="password" name="password" type="password" autocomplete="new-password" {...describedBy('password', password)} />
      </Field>
      <Field id="again" label={tr.t('signIn.passwordAgain')} error={error('again')}>
        <input id="again" name="again" type="password" autocomplete="new-password" {...describedBy('again', { error: error('again') })} />
      </Field>
      <Field id="locale" label={tr.t('signIn.language')}>
        <select id="locale" name="locale">
          {localesOffered.map((each) => <option value={each} selected={each === locale} lang={each}>{translator(each, 'UTC').t('common.languageName')}</option>)}
        </select>
      </Field>
      <button class="button" type="submit">{tr.t('signIn.setupDone')}</button>
    </form>
  )
}

/** A link that is spent, run out or wrong, and how to get another. */
export const InvitationGone = ({ visit }: { visit: Visit }) => {
  const { tr } = visit
  return (
    <Page visit={visit} title={tr.t('signIn.invitationGone')} door="staff" alternates={inOtherLanguages(visit, visit.c.req.path)}>
      <div class="sign-in">
        <h1>{tr.t('signIn.invitationGone')}</h1>
        <p class="lead">{tr.t('signIn.invitationGoneText')}</p>
        <p><a href="/desk/sign-in">{tr.t('signIn.toStaffSignIn')}</a></p>
      </div>
    </Page>
  )
}

/** What an installation without anybody shows. */
export const SetupNeeded = ({ visit }: { visit: Visit }) => {
  const { tr } = visit
  return (
    <Page visit={visit} title={tr.t('signIn.setupNeeded')} door="staff" alternates={inOtherLanguages(visit, '/setup')}>
      <div class="sign-in">
        <h1>{tr.t('signIn.setupNeeded')}</h1>
        <p class="lead">{tr.t('signIn.setupNeededText')}</p>
        <ol class="steps">
          <li>{tr.t('signIn.setupStepRun')} <pre><code>node bin/hospes admin invite you@example.com</code></pre></li>
          <li>{tr.t('signIn.setupStepOpen')}</li>
          <li>{tr.t('signIn.setupStepPassword')}</li>
        </ol>
        <p>{tr.t('signIn.setupOrDemo')}</p>
      </div>
    </Page>
  )
}
