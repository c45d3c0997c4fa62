import { z } from 'zod'
import { describedBy, Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Visit } from '../../site.ts'
import { says, type Fields, type Wrong } from '../../sign-in/fields.ts'
import { DemoBox } from '../../sign-in/sign-in-form.tsx'
import { EnterPage } from './frame.tsx'
import { WrongDoor } from '../../parts/wrong-door.tsx'
import { Trouble, type Refused } from './trouble.tsx'

export const PinInput = z.object({
  number: z.string().trim().min(1, says('guest.signIn.numberEmpty')).max(60, says('guest.signIn.numberEmpty')),
  pin: z.string().trim().min(1, says('guest.signIn.pinEmpty')).max(40, says('guest.signIn.pinEmpty')),
  lastName: z.string().trim().max(200).catch(''),
})

export type SignInState = { number: string; lastName: string; next: string; carry: Fields; wrong: Wrong; refused: Refused | null; signedOut: boolean }

/** Confirmation number and PIN, and the ways for who has lost them. */
export const GuestSignInPage = ({ visit, state, wrongDoor }: { visit: Visit; state: SignInState; /** What gave a partner away. */ wrongDoor?: string }) => {
  const { tr, locale, site, c } = visit
  const { number, lastName, next, carry, wrong, refused, signedOut } = state
  const kept = Object.keys(carry).length > 0
  const errors = { number: wrong.number && tr.t(wrong.number), pin: wrong.pin && tr.t(wrong.pin) }
  const hints = { number: tr.t('guest.signIn.numberHint'), pin: tr.t('guest.signIn.pinHint'), lastName: tr.t('guest.signIn.lastNameHint') }
  const query = next ? `?next=${encodeURIComponent(next)}` : ''
  return (
    <EnterPage visit={visit} title="guest.signIn.title" lead={tr.t('guest.signIn.lead')} query={query} alone={kept}>
      {signedOut ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('guest.signedOut')}</span></p> : null}
      {kept ? <p class="told" role="status"><Icon name="check" /> <span>{tr.t('guestDoor.kept')}</span></p> : null}
      {next && !kept ? <p class="told" role="status"><Icon name="info" /> <span>{tr.t('guest.signIn.needed')}</span></p> : null}
      {wrongDoor ? <WrongDoor visit={visit} to="partner" source="guest-sign-in" by={wrongDoor} typed={{ text: carry.carry_body ?? '' }} /> : null}
      <Trouble visit={visit} refused={refused} wrong={wrong} words={{ title: 'guest.signIn.wrongTitle', text: 'guest.signIn.wrong' }} />
      <form class="sign-in-form" method="post" action={`/${locale}/guest/booking/sign-in`} novalidate>
        <input type="hidden" name="next" value={next} />
        {Object.entries(carry).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <Field id="number" label={tr.t('guest.number')} hint={hints.number} error={errors.number}>
          <input id="number" name="number" dir="ltr" inputmode="numeric" autocomplete="off" spellcheck={false} value={number} {...describedBy('number', { hint: hints.number, error: errors.number })} />
        </Field>
        <Field id="pin" label={tr.t('guest.pin')} hint={hints.pin} error={errors.pin}>
          <input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" {...describedBy('pin', { hint: hints.pin, error: errors.pin })} />
        </Field>
        <Field id="lastName" label={tr.t('guest.lastName')} hint={hints.lastName} optional={tr.t('guest.optional')}>
          <input id="lastName" name="lastName" dir="auto" autocomplete="name" value={lastName} {...describedBy('lastName', { hint: hints.lastName })} />
        </Field>
        <button class="button" type="submit">{tr.t('guest.signIn.button')}</button>
      </form>
      <section class="other-ways" aria-labelledby="other-ways">
        <h2 id="other-ways">{tr.t('guest.signIn.otherWays')}</h2>
        <ul class="answers">
          <li><a href={`/${locale}/guest/booking/lost`}><Icon name="mail" /> {tr.t('guest.signIn.lost')}</a><p>{tr.t('guest.signIn.lostHint')}</p></li>
          <li><a href={`/${locale}/guest/account${query}`}><Icon name="person" /> {tr.t('guest.signIn.account')}</a><p>{tr.t('guest.signIn.accountHint')}</p></li>
        </ul>
      </section>
      {site.demoAllowed(c) ? <DemoBox visit={visit} /> : null}
    </EnterPage>
  )
}
