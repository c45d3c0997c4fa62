import { randomUUID } from 'node:crypto'
import { createBrand } from '#brand'
import { Settings } from '#contract/content'
import { mirrorGuests, mirrorPartner } from '#directory'
import { createAccount, enterAccount, joinPartner, signInAs, visitorActor } from '#identity'
import { contextOf } from '../server/app/request.ts'
import { visitorAs, type World } from './world.ts'

/** People of another brand in the same database, signed in there, who come to this one with the sessions they have. */
export const strangersTo = async (world: World) => {
  const { id: brandId } = await createBrand(world.app.system.db, {
    key: 'other', name: 'Other', appName: 'Other', loyaltyName: 'Other', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {}, settings: Settings.parse({}), isDemo: false,
  })
  const ctx = { ...contextOf(world.app, visitorActor(brandId)), db: world.app.system.db }
  const person = (kind: 'partner' | 'agent') =>
    createAccount(ctx, { kind, email: `${kind}@other.example`, name: 'Other', locale: 'en', timeZone: 'UTC', password: null })
  const [partnerUser, agent] = [await person('partner'), await person('agent')]
  const { id: partnerId } = await mirrorPartner(ctx, { key: 'other', name: 'Other', country: 'SE', language: 'sv', phoneOnFile: null })
  await joinPartner(ctx, { accountId: partnerUser, partnerId, roleTitle: {}, rights: ['contact-support', 'finance-cases', 'end-contract', 'manage-users'] })
  const [guest = ''] = await mirrorGuests(ctx, [{ id: randomUUID(), name: 'Other Guest', language: 'en', country: 'GB', loyaltyLevel: 3, email: 'guest@other.example' }])
  const sessions = await Promise.all([signInAs(ctx, partnerUser), signInAs(ctx, agent), enterAccount(ctx, guest, true)])
  const [asPartner, asAgent, asGuest] = sessions.map(({ token }) => visitorAs(world, token))
  if (!asPartner || !asAgent || !asGuest) throw new Error('people')
  return { 'another brand’s partner': asPartner, 'another brand’s agent': asAgent, 'another brand’s guest': asGuest }
}
