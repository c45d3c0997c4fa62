import { Hono } from 'hono'
import { inLocale, showPrivately } from '../help/answer.ts'
import type { PromiseRule } from '../ports.ts'
import type { Request, Site } from '../site.ts'
import { visit } from '../visit.ts'
import { alwaysAsLong } from './as-long.ts'
import { checked, postedFields } from './fields.ts'
import { LockedOutInput, LockedOutPage, LockedOutSentPage, type LockedOutState } from './locked-out.tsx'
import { refuse, refusedBy } from './trouble.tsx'

/** Within what time somebody is called back. */
export type CallBackRule = () => Promise<PromiseRule>

export const lockedOutRoutes = (site: Site, callBackRule: CallBackRule) =>
  new Hono()
    .get(`${inLocale}/partner/locked-out`, (c) => empty(site, c))
    .post(`${inLocale}/partner/locked-out`, (c) => ask(site, c))
    .get(`${inLocale}/partner/locked-out/sent`, async (c) =>
      showPrivately(c, LockedOutSentPage({ visit: await visit(site, c), rule: await callBackRule() })))

const empty = async (site: Site, c: Request) => {
  const carried = await site.doors.carried(c, 'partner')
  const typed = { submissionId: crypto.randomUUID(), propertyNumber: carried?.number ?? '', name: carried?.name ?? '', text: carried?.text ?? '' }
  return showPrivately(c, LockedOutPage({ visit: await visit(site, c), state: { typed, wrong: {}, refused: null } }))
}

const ask = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const { submissionId = crypto.randomUUID(), propertyNumber = '', name = '', text = '' } = await postedFields(c)
  const state: LockedOutState = { typed: { submissionId, propertyNumber, name, text }, wrong: {}, refused: null }
  const wrongDoor = site.doors.recognise({ name: propertyNumber, text })
  if (wrongDoor?.door === 'guest') {
    await site.doors.count('partner', 'locked-out', { by: wrongDoor.by })
    const carried = { name, text, ...(wrongDoor.by === 'confirmation-number' ? { number: propertyNumber } : {}) }
    return showPrivately(c, LockedOutPage({ visit: reader, state, wrongDoor: { by: wrongDoor.by, typed: carried } }), 422)
  }
  const input = checked(LockedOutInput, state.typed)
  if ('wrong' in input) return showPrivately(c, LockedOutPage({ visit: reader, state: { ...state, wrong: input.wrong } }), 422)
  const asked = site.visitor(reader.locale).askForCallBack({ ...input.data, network: site.network(c) })
  const refused = await alwaysAsLong(asked).catch(refusedBy)
  if (refused) return showPrivately(c, LockedOutPage({ visit: reader, state: { ...state, refused } }), refuse(reader, refused))
  await site.doors.forget(c)
  return c.redirect(`/${reader.locale}/partner/locked-out/sent`, 303)
}
