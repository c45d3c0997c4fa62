import { describedBy, Field } from '../parts/field.tsx'
import type { Visit } from '../site.ts'

type Named = { visit: Visit; error: string | undefined }

/** The password once more; the address beside it is for who fills passwords in. */
export const PasswordField = ({ visit: { tr }, email, error }: Named & { email: string }) => (
  <>
    <input type="hidden" name="username" autocomplete="username" value={email} />
    <Field id="password" label={tr.t('signIn.password')} error={error}>
      <input id="password" name="password" type="password" dir="ltr" autocomplete="current-password" required maxlength={1_000} {...describedBy('password', { error })} />
    </Field>
  </>
)

export const CodeField = ({ visit: { tr }, error, hint }: Named & { hint: string }) => (
  <Field id="code" label={tr.t('code.label')} hint={hint} error={error}>
    <input id="code" name="code" type="text" dir="ltr" autocomplete="one-time-code" autocapitalize="characters" spellcheck={false} required maxlength={40} {...describedBy('code', { hint, error })} />
  </Field>
)

/** Shown once, to be written down. */
export const RecoveryCodes = ({ visit: { tr }, codes, text }: { visit: Visit; codes: string[]; text: string }) => (
  <>
    <h2>{tr.t('code.recoveryTitle')}</h2>
    <p>{text}</p>
    <ol class="code-recovery card" dir="ltr">{codes.map((code) => <li><code>{code}</code></li>)}</ol>
  </>
)
