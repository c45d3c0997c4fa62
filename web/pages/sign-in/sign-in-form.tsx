import { z } from 'zod'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Visit } from '../site.ts'
import { says, type Fields, type Wrong } from './fields.ts'
import { Trouble, type Refused } from './trouble.tsx'

export const SignInInput = z.object({
  email: z.string().trim().min(1, says('signIn.emailEmpty')).max(320, says('signIn.emailLong')),
  password: z.string().min(1, says('signIn.passwordEmpty')).max(1_000, says('signIn.passwordLong')),
})

/** What the form shows: what was typed, what goes along, and what was wrong with it. */
export type SignInState = { email: string; next: string; carry: Fields; wrong: Wrong; refused: Refused | null }

/** E-mail and password, the same for both sides. */
export const SignInForm = ({ visit, action, state }: { visit: Visit; action: string; state: SignInState }) => {
  const { tr } = visit
  const { email, next, carry, wrong, refused } = state
  const errors = { email: wrong.email && tr.t(wrong.email), password: wrong.password && tr.t(wrong.password) }
  return (
    <>
      <Trouble visit={visit} refused={refused} wrong={wrong} />
      <form class="sign-in-form" method="post" action={action} novalidate>
        <input type="hidden" name="next" value={next} />
        {Object.entries(carry).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <Field id="email" label={tr.t('signIn.email')} error={errors.email}>
          <input id="email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck={false} value={email} {...describedBy('email', { error: errors.email })} />
        </Field>
        <Field id="password" label={tr.t('signIn.password')} error={errors.password}>
          <input id="password" name="password" type="password" dir="ltr" autocomplete="current-password" {...describedBy('password', { error: errors.password })} />
        </Field>
        <button class="button" type="submit">{tr.t('signIn.signIn')}</button>
      </form>
    </>
  )
}

/** Leads those who only want to look around to the people they can be. */
export const DemoBox = ({ visit: { tr } }: { visit: Visit }) => (
  <section class="demo-box">
    <h2>{tr.t('signIn.demoTitle')}</h2>
    <p>{tr.t('signIn.demoText')}</p>
    <p><a href="/demo">{tr.t('signIn.demoLink')} <Icon name="arrow" size={18} /></a></p>
  </section>
)
