import { z } from 'zod'
import { describedBy, Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Visit } from '../../site.ts'
import { says, type Wrong } from '../../sign-in/fields.ts'
import { EnterPage } from './frame.tsx'
import { Trouble, type Refused } from './trouble.tsx'

export const LostInput = z.object({ typed: z.string().trim().min(3, says('guest.lost.empty')).max(320, says('guest.lost.empty')) })
export const EmailInput = z.object({ email: z.string().trim().min(3, says('guest.account.emailEmpty')).max(320, says('guest.account.emailEmpty')) })
export const CodeInput = z.object({
  email: z.string().trim().max(320),
  code: z.string().trim().min(1, says('guest.account.codeEmpty')).max(40, says('guest.account.codeEmpty')),
})

type Shown = { wrong: Wrong; refused: Refused | null }
const wrongWords = { title: 'guest.signIn.wrongTitle', text: 'guest.signIn.wrong' } as const

/** Who has lost the confirmation has a link sent to the address on file. */
export const LostPage = ({ visit, typed, wrong, refused }: { visit: Visit; typed: string } & Shown) => {
  const { tr, locale } = visit
  const error = wrong.typed && tr.t(wrong.typed)
  return (
    <EnterPage visit={visit} title="guest.lost.title" lead={tr.t('guest.lost.lead')}>
      <Trouble visit={visit} refused={refused} wrong={wrong} words={wrongWords} />
      <form class="sign-in-form" method="post" action={`/${locale}/guest/booking/lost`} novalidate>
        <Field id="typed" label={tr.t('guest.lost.typed')} error={error}>
          <input id="typed" name="typed" dir="ltr" autocomplete="email" autocapitalize="none" spellcheck={false} value={typed} {...describedBy('typed', { error })} />
        </Field>
        <button class="button" type="submit"><Icon name="mail" size={18} /> {tr.t('guest.lost.button')}</button>
      </form>
    </EnterPage>
  )
}

export const LostSentPage = ({ visit }: { visit: Visit }) => {
  const { tr, locale } = visit
  return (
    <EnterPage visit={visit} title="guest.lost.sentTitle" lead={tr.t('guest.lost.sent')}>
      <p>{tr.t('guest.lost.sentNot')}</p>
      <p class="actions"><a class="button secondary" href={`/${locale}/guest/booking/lost`}>{tr.t('guest.lost.title')}</a></p>
    </EnterPage>
  )
}

type Account = { visit: Visit; email: string; next: string } & Shown

/** All bookings and the loyalty level, by a code to the address. */
export const AccountPage = ({ visit, email, next, wrong, refused }: Account) => {
  const { tr, locale } = visit
  const error = wrong.email && tr.t(wrong.email)
  return (
    <EnterPage visit={visit} title="guest.account.title" lead={tr.t('guest.account.lead')}>
      <Trouble visit={visit} refused={refused} wrong={wrong} words={wrongWords} />
      <form class="sign-in-form" method="post" action={`/${locale}/guest/account`} novalidate>
        <input type="hidden" name="next" value={next} />
        <Field id="email" label={tr.t('guest.email')} error={error}>
          <input id="email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck={false} value={email} {...describedBy('email', { error })} />
        </Field>
        <button class="button" type="submit">{tr.t('guest.account.button')}</button>
      </form>
    </EnterPage>
  )
}

export const CodePage = ({ visit, email, next, wrong, refused }: Account) => {
  const { tr, locale } = visit
  const error = wrong.code && tr.t(wrong.code)
  return (
    <EnterPage visit={visit} title="guest.account.codeTitle" lead={tr.t('guest.account.codeLead', { email })}>
      <Trouble visit={visit} refused={refused} wrong={wrong} words={{ title: 'guest.account.codeWrongTitle', text: 'guest.account.codeWrong' }} />
      <form class="sign-in-form" method="post" action={`/${locale}/guest/account/code`} novalidate>
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="email" value={email} />
        <Field id="code" label={tr.t('guest.code')} error={error}>
          <input id="code" name="code" dir="ltr" inputmode="numeric" autocomplete="one-time-code" {...describedBy('code', { error })} />
        </Field>
        <button class="button" type="submit">{tr.t('guest.account.codeButton')}</button>
      </form>
      <form method="post" action={`/${locale}/guest/account`}>
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="email" value={email} />
        <button class="button plain" type="submit">{tr.t('guest.account.again')}</button>
      </form>
    </EnterPage>
  )
}

/** A link is used up by a tap, not by looking: programs that read mails follow links too. */
export const LinkPage = ({ visit }: { visit: Visit }) => {
  const { tr, locale } = visit
  return (
    <EnterPage visit={visit} title="guest.link.title" lead={tr.t('guest.link.lead')}>
      <form method="post" action={`/${locale}/guest/link`}><button class="button" type="submit">{tr.t('guest.link.button')}</button></form>
    </EnterPage>
  )
}

export const LinkGonePage = ({ visit }: { visit: Visit }) => {
  const { tr, locale } = visit
  return (
    <EnterPage visit={visit} title="guest.link.goneTitle" lead={tr.t('guest.link.gone')}>
      <p class="actions">
        <a class="button" href={`/${locale}/guest/booking/lost`}>{tr.t('guest.lost.title')}</a>
        <a class="button secondary" href={`/${locale}/guest/booking`}>{tr.t('guest.signIn.title')}</a>
      </p>
    </EnterPage>
  )
}
