import { showPrivately } from '../../help/answer.ts'
import { postedFields, type Fields } from '../../sign-in/fields.ts'
import type { Request, Visit } from '../../site.ts'
import { EnterPage } from './frame.tsx'
import { GuestSignInPage } from './sign-in.tsx'

const mostCarried = 20_000

/** A guest's form came after their session had ended: they come in again, and it goes along in the page itself. */
export const comeInAgain = async (visit: Visit, c: Request) => {
  const fields = await postedFields(c)
  const carry = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`carry_${name}`, value.slice(0, mostCarried)]))
  const state = { number: '', lastName: '', next: c.req.path, carry, wrong: {}, refused: null, signedOut: false }
  return showPrivately(c, <GuestSignInPage visit={visit} state={state} />, 401)
}

/** They are in again: what they had pressed is one tap away, under the id it had, so that it is still done once. */
export const GoOnPage = ({ visit, to, carry }: { visit: Visit; to: string; carry: Fields }) => (
  <EnterPage visit={visit} title="guestDoor.goOnTitle" lead={visit.tr.t('guestDoor.goOnText')} alone>
    {carry.carry_body ? <blockquote class="callout" dir="auto">{carry.carry_body}</blockquote> : null}
    <form method="post" action={to} data-once>
      {Object.entries(carry).map(([name, value]) => <input type="hidden" name={name.slice('carry_'.length)} value={value} />)}
      <button class="button" type="submit">{visit.tr.t('guestDoor.goOn')}</button>
    </form>
  </EnterPage>
)
