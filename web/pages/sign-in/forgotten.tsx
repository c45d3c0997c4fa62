import { z } from 'zod'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { Visit } from '../site.ts'
import type { PasswordSide } from '../password-port.ts'
import { says, type Wrong } from './fields.ts'
import { Trouble, type Refused } from './trouble.tsx'

export const leastPassword = 12

export const ForgottenInput = z.object({ email: z.string().trim().min(1, says('signIn.emailEmpty')).max(320, says('signIn.emailLong')) })

export const NewPasswordInput = z
  .object({ password: z.string().min(leastPassword, says('signIn.passwordShort')).max(1_000, says('signIn.passwordLong')), again: z.string() })
  .refine(({ password, again }) => password === again, { path: ['again'], message: says('signIn.passwordsDiffer'), when: () => true })

/** Where the pages of a side stand, and what leads to them in the other languages. */
export type Place = { side: PasswordSide; forgotten: string; sent: string; chooseNew: string; signIn: string; alternates?: { locale: string; path: string }[] }
type Shown = { visit: Visit; place: Place; wrong: Wrong; refused: Refused | null }

const Frame = ({ visit, place, title, children }: { visit: Visit; place: Place; title: string; children: unknown }) => (
  <Page visit={visit} title={title} door={place.side === 'agent' ? 'staff' : 'partner'} trail={[{ name: visit.tr.t('signIn.signIn'), href: place.signIn }]} {...(place.alternates ? { alternates: place.alternates } : {})}>
    <div class="sign-in">
      <h1>{title}</h1>
      {children}
    </div>
  </Page>
)

/** Says which address; the answer is the same whoever's it is. */
export const ForgottenPage = ({ visit, place, email, wrong, refused }: Shown & { email: string }) => {
  const { tr } = visit
  const error = wrong.email && tr.t(wrong.email)
  return (
    <Frame visit={visit} place={place} title={tr.t('reset.title')}>
      <p class="lead">{tr.t('reset.lead')}</p>
      <Trouble visit={visit} refused={refused} wrong={wrong} />
      <form class="sign-in-form" method="post" action={place.forgotten} novalidate>
        <Field id="email" label={tr.t('signIn.email')} error={error}>
          <input id="email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck={false} value={email} {...describedBy('email', { error })} />
        </Field>
        <button class="button" type="submit"><Icon name="mail" size={18} /> {tr.t('reset.button')}</button>
      </form>
      <OtherWay visit={visit} place={place} />
    </Frame>
  )
}

export const ForgottenSentPage = ({ visit, place }: { visit: Visit; place: Place }) => (
  <Frame visit={visit} place={place} title={visit.tr.t('reset.sentTitle')}>
    <p class="lead">{visit.tr.t('reset.sent')}</p>
    <p>{visit.tr.t('reset.sentNot')}</p>
    <OtherWay visit={visit} place={place} />
  </Frame>
)

// Who has lost the mailbox too is called back, as everybody who cannot get in.
const OtherWay = ({ visit: { tr, locale }, place }: { visit: Visit; place: Place }) => (
  <p class="other-way">{place.side === 'agent' ? tr.t('reset.noMailboxStaff') : <a href={`/${locale}/partner/locked-out`}>{tr.t('reset.noMailbox')}</a>}</p>
)

export const NewPasswordPage = ({ visit, place, wrong, refused }: Shown) => {
  const { tr } = visit
  const password = { hint: tr.t('signIn.passwordHint', { count: leastPassword }), error: wrong.password && tr.t(wrong.password) }
  const error = wrong.again && tr.t(wrong.again)
  return (
    <Frame visit={visit} place={place} title={tr.t('reset.title')}>
      <p class="lead">{tr.t('reset.newLead')}</p>
      <Trouble visit={visit} refused={refused} wrong={wrong} />
      <form class="sign-in-form" method="post" action={place.chooseNew} novalidate>
        <Field id="password" label={tr.t('signIn.newPassword')} {...password}>
          <input id="password" name="password" type="password" dir="ltr" autocomplete="new-password" {...describedBy('password', password)} />
        </Field>
        <Field id="again" label={tr.t('signIn.passwordAgain')} error={error}>
          <input id="again" name="again" type="password" dir="ltr" autocomplete="new-password" {...describedBy('again', { error })} />
        </Field>
        <button class="button" type="submit">{tr.t('reset.save')}</button>
      </form>
    </Frame>
  )
}

export const ResetGonePage = ({ visit, place }: { visit: Visit; place: Place }) => (
  <Frame visit={visit} place={place} title={visit.tr.t('reset.goneTitle')}>
    <p class="lead">{visit.tr.t('reset.gone')}</p>
    <p class="actions"><a class="button" href={place.forgotten}>{visit.tr.t('reset.again')}</a></p>
  </Frame>
)
