import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { describedBy, Field } from '../parts/field.tsx'
import { Page } from '../parts/layout.tsx'
import type { Visit } from '../site.ts'
import { says, type Fields, type Wrong } from './fields.ts'
import { SignInForm } from './sign-in-form.tsx'
import { Trouble, type Refused } from './trouble.tsx'

export const CodeInput = z.object({ code: z.string().trim().min(1, says('code.empty')).max(40, says('code.wrong')) })

/** Where a side asks for the code, and what it says there. */
export type CodePlace = {
  door: 'partner' | 'staff'
  /** The page before, with the password. */
  signIn: string
  finish: string
  /** Where the code is found. */
  ask: string
  /** For who has neither phone nor recovery code. */
  otherWay: Child
  islands: readonly string[]
}

type Shown = { visit: Visit; place: CodePlace; next: string; carry: Fields; wrong: Wrong; refused: Refused | null; /** It took too long: both steps again. */ over?: boolean }

/** The second step of signing in: the code that the app shows, or one of the recovery codes. */
export const CodePage = ({ visit, place, next, carry, wrong, refused, over = false }: Shown) => {
  const { tr } = visit
  return (
    <Page visit={visit} title={tr.t('code.title')} door={place.door} trail={[{ name: tr.t('signIn.signIn'), href: place.signIn }]} alternates={[]} islands={over ? [] : place.islands}>
      <div class="sign-in">
        <h1>{over ? tr.t('signIn.title') : tr.t('code.title')}</h1>
        {over
          ? <><p class="told" role="status">{tr.t('code.over')}</p><SignInForm visit={visit} action={place.signIn} state={{ email: '', next, carry, wrong: {}, refused: null }} /></>
          : <><p class="lead">{place.ask}</p><Trouble visit={visit} refused={refused} wrong={wrong} /><CodeForm visit={visit} action={place.finish} shown={{ next, carry, wrong }} /></>}
        <p class="other-way">{place.otherWay}</p>
      </div>
    </Page>
  )
}

const CodeForm = ({ visit: { tr }, action, shown: { next, carry, wrong } }: { visit: Visit; action: string; shown: Pick<Shown, 'next' | 'carry' | 'wrong'> }) => {
  const hint = tr.t('code.askHint')
  const error = wrong.code && tr.t(wrong.code)
  return (
    <form class="sign-in-form" method="post" action={action} novalidate data-sign-in-code>
      <input type="hidden" name="next" value={next} />
      {Object.entries(carry).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <Field id="code" label={tr.t('code.label')} hint={hint} error={error}>
        <input id="code" name="code" type="text" dir="ltr" autocomplete="one-time-code" autocapitalize="characters" spellcheck={false} maxlength={40} {...describedBy('code', { hint, error })} />
      </Field>
      <p class="told" role="status" data-code-filled hidden>{tr.t('code.filled')}</p>
      <button class="button" type="submit">{tr.t('signIn.signIn')}</button>
    </form>
  )
}
