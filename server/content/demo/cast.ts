import type { AgentActor, Ctx, PartnerActor } from '#identity'
import { mirrorPartner, mirrorProperty } from '#directory'
import { goOn, hire } from '#staff'
import { fixedId } from './ids.ts'
import type { DemoPorts } from './ports.ts'
import type { Demo } from './read-demo.ts'
import type { PartnersFile, PropertiesFile, StaffFile } from './schemas.ts'

/** The demo world's people by their keys, ready to act. */
export type Cast = { users: ReadonlyMap<string, PartnerActor>; agents: ReadonlyMap<string, AgentActor> }
type Ports = Pick<DemoPorts, 'createAccount' | 'joinPartner'>

/** Makes partners with their properties and users, and staff, of whom those who answer are on duty. */
export const makeCast = async (ctx: Ctx, demo: Demo, ports: Ports): Promise<Cast> => {
  for (const partner of demo.partners) await mirrorPartner(ctx, partnerOf(ctx, partner))
  for (const property of demo.properties) await mirrorProperty(ctx, propertyOf(ctx, property))
  // Together, because a password takes a processor some 50 ms to hash.
  const users = await Promise.all(demo.partners.flatMap((partner) => partner.users.map((user) => makeUser(ctx, { partner, user }, ports))))
  const agents = await Promise.all(demo.staff.map((agent) => makeAgent(ctx, agent, ports)))
  return { users: new Map(users), agents: new Map(agents) }
}

const partnerOf = (ctx: Ctx, { key, name, country, language, phoneOnFile }: PartnersFile[number]) => ({
  id: fixedId(ctx.actor.brandId, 'partner', key), key, name, country, language, phoneOnFile,
})

const propertyOf = (ctx: Ctx, { key, partner, propertyId, ...told }: PropertiesFile[number]) => ({
  ...told,
  id: fixedId(ctx.actor.brandId, 'property', key),
  partnerId: fixedId(ctx.actor.brandId, 'partner', partner),
  number: propertyId,
})

type Person = { key: string; name: string; email: string; locale: string; timeZone: string; password: string; demo: boolean; why: Record<string, string> }
type Employment = { partner: PartnersFile[number]; user: PartnersFile[number]['users'][number] }

const makeUser = async (ctx: Ctx, { partner, user }: Employment, ports: Ports): Promise<[string, PartnerActor]> => {
  const profile = await makeAccount(ctx, { kind: 'partner', person: user }, ports)
  const partnerId = fixedId(ctx.actor.brandId, 'partner', partner.key)
  await ports.joinPartner(ctx, { accountId: profile.id, partnerId, roleTitle: user.title, rights: user.rights })
  return [user.key, { kind: 'partner', ...profile, partnerId, rights: user.rights }]
}

const makeAgent = async (ctx: Ctx, agent: StaffFile[number], ports: Ports): Promise<[string, AgentActor]> => {
  const profile = await makeAccount(ctx, { kind: 'agent', person: agent }, ports)
  const { roles, languages, teams, capacity } = agent
  await hire(ctx, { accountId: profile.id, roles, languages, teams, capacity })
  if (roles.includes('agent')) await goOn(ctx, profile.id)
  return [agent.key, { kind: 'agent', ...profile }]
}

const makeAccount = async (ctx: Ctx, { kind, person }: { kind: 'partner' | 'agent'; person: Person }, ports: Ports) => {
  const { name, email, locale, timeZone, password } = person
  const id = fixedId(ctx.actor.brandId, 'account', person.key)
  await ports.createAccount(ctx, { id, kind, name, email, locale, timeZone, password, why: person.demo ? person.why : null, isDemo: true })
  return { brandId: ctx.actor.brandId, id, name, email, locale, timeZone }
}
