import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type FieldProps = { id: string; label: string; hint?: string | undefined; error?: string | undefined; optional?: string | undefined; children: Child }

/** A labelled field; its error stands at the field and is read out with it (`describedBy`). */
export const Field = ({ id, label, hint, error, optional, children }: FieldProps) => (
  <div class={error ? 'field has-error' : 'field'}>
    <label for={id}>{label}{optional ? <span class="optional"> {optional}</span> : null}</label>
    {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
    {error ? <p class="error" id={`${id}-error`}><Icon name="alert" size={18} /> {error}</p> : null}
    {children}
  </div>
)

/** The attributes that tie a control to its hint and error. */
export const describedBy = (id: string, { hint, error }: { hint?: string | undefined; error?: string | undefined }) => {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}) }
}

/** Said once at the top when a form came back: how many things to mend, with links to them. */
export const ErrorSummary = ({ title, errors }: { title: string; errors: { id: string; text: string }[] }) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} id="errors">
      <h2>{title}</h2>
      <ul>{errors.map(({ id, text }) => <li><a href={`#${id}`}>{text}</a></li>)}</ul>
    </div>
  )
