import { z } from 'zod'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import { WrongDoor, type WrongDoorProps } from '../parts/wrong-door.tsx'
import type { PromiseRule } from '../ports.ts'
import type { Visit } from '../site.ts'
import { says, type Wrong } from './fields.ts'
import { Trouble, type Refused } from './trouble.tsx'

export const LockedOutInput = z.object({
  submissionId: z.uuid().catch(() => crypto.randomUUID()),
  propertyNumber: z.string().transform((typed) => typed.replace(/\s/g, ''))
    .pipe(z.string().min(1, says('signIn.propertyNumberEmpty')).regex(/^[0-9]{7}$/, says('signIn.propertyNumberForm'))),
  name: z.string().trim().min(1, says('signIn.nameEmpty')).max(120, says('signIn.nameLong')),
  text: z.string().trim().max(2_000, says('signIn.textLong')).default(''),
})

export type LockedOutState = {
  typed: { submissionId: string; propertyNumber: string; name: string; text: string }
  wrong: Wrong
  refused: Refused | null
}

type LockedOutProps = { visit: Visit; state: LockedOutState; /** What was typed is a guest's. */ wrongDoor?: Pick<WrongDoorProps, 'by' | 'typed'> }

export const LockedOutPage = ({ visit, state, wrongDoor }: LockedOutProps) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={tr.t('signIn.lockedOut')} door="partner" trail={[{ name: tr.t('signIn.signIn'), href: `/${locale}/extranet/sign-in` }]}>
      <div class="sign-in">
        <h1>{tr.t('signIn.lockedOut')}</h1>
        <p class="lead">{tr.t('signIn.lockedOutText')}</p>
        <p>{tr.t('signIn.lockedOutFirst')} <a href={`/${locale}/partner/forgotten`}>{tr.t('reset.link')}</a></p>
        <Trouble visit={visit} refused={state.refused} wrong={state.wrong} />
        {wrongDoor ? <WrongDoor visit={visit} to="guest" source="locked-out" {...wrongDoor} /> : null}
        <LockedOutForm visit={visit} state={state} />
        <p class="never-asked"><Icon name="lock" /> <span>{tr.t('signIn.neverAsked')}</span></p>
      </div>
    </Page>
  )
}

const LockedOutForm = ({ visit: { tr, locale }, state: { typed, wrong } }: { visit: Visit; state: LockedOutState }) => {
  const number = { hint: tr.t('signIn.propertyNumberHint'), error: wrong.propertyNumber && tr.t(wrong.propertyNumber) }
  const name = { error: wrong.name && tr.t(wrong.name) }
  const text = { hint: tr.t('signIn.textHint'), error: wrong.text && tr.t(wrong.text) }
  return (
    <form method="post" action={`/${locale}/partner/locked-out`} novalidate>
      <input type="hidden" name="submissionId" value={typed.submissionId} />
      <Field id="propertyNumber" label={tr.t('signIn.propertyNumber')} {...number}>
        <input id="propertyNumber" name="propertyNumber" class="short" dir="ltr" inputmode="numeric" autocomplete="off" maxlength={20} value={typed.propertyNumber} {...describedBy('propertyNumber', number)} />
      </Field>
      <Field id="name" label={tr.t('signIn.yourName')} {...name}>
        <input id="name" name="name" dir="auto" autocomplete="name" value={typed.name} {...describedBy('name', name)} />
      </Field>
      <Field id="text" label={tr.t('signIn.whatHappened')} optional={tr.t('common.optional')} {...text}>
        <textarea id="text" name="text" rows={4} dir="auto" {...describedBy('text', text)}>{typed.text}</textarea>
      </Field>
      <button class="button" type="submit"><Icon name="phone" /> {tr.t('signIn.askForCall')}</button>
    </form>
  )
}

const sentText = ({ tr }: Visit, rule: PromiseRule) => {
  if ('hours' in rule) return tr.t('signIn.sentHours', { hours: rule.hours })
  return 'workingHours' in rule ? tr.t('clock.sentWorkingHours', { hours: rule.workingHours }) : tr.t('signIn.sentWorkingDays', { days: rule.workingDays })
}

/** The same answer whether the property exists or not. */
export const LockedOutSentPage = ({ visit, rule }: { visit: Visit; rule: PromiseRule }) => {
  const { tr, locale } = visit
  const text = sentText(visit, rule)
  return (
    <Page visit={visit} title={tr.t('signIn.sentTitle')} door="partner">
      <div class="sign-in">
        <h1>{tr.t('signIn.sentTitle')}</h1>
        <p class="lead">{text}</p>
        <p>{tr.t('signIn.sentWhyVague')}</p>
        <p class="never-asked"><Icon name="lock" /> <span>{tr.t('signIn.neverAsked')}</span></p>
        <p><a href={`/${locale}/partner/help/account`}>{tr.t('signIn.meanwhile')}</a></p>
      </div>
    </Page>
  )
}
