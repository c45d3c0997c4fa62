import { randomUUID } from 'node:crypto'
import { createBrand, configure } from '#brand'
import { open } from '#conversations'
import { mirrorPartner, mirrorProperty } from '#directory'
import { createAccount, joinPartner, systemActor, type AgentActor, type Ctx, type PartnerActor } from '#identity'
import { createLog } from '#platform/log'
import type { FactJob } from '#platform/jobs'
import { publish } from '#topics'
import { Settings, SubtopicRules } from '#contract/content'
import type { TestDatabase } from '#test/postgres'
import { writeMails } from './write-mails.ts'

export const settings = {
  publicUrl: 'https://help.fjordstay.example', from: 'help@fjordstay.example', doors: { partner: 'partners@fjordstay.example', guest: 'guests@fjordstay.example' },
  keys: [{ id: 'a', secret: 'a key of the tests' }], answerable: true, signed: true,
}

const rules = SubtopicRules.parse({
  articles: [], actions: [], urgent: false, lane: 'ordinary', callFirst: false, reservation: 'none', channels: ['message', 'phone'],
  right: 'contact-support', team: 'partner-services', promise: { hours: 24 },
})

const brandInput = {
  key: 'fjordstay', name: 'Fjordstay', appName: 'Pulse', loyaltyName: 'Lantern', locales: ['sv', 'en'], defaultLocale: 'en', platformUrl: null,
  colours: {}, settings: Settings.parse({}),
}

/** A brand with one partner and one property, a clock, and facts that become mails. */
export const emailWorld = async ({ db, forBrand }: TestDatabase) => {
  const { id: brandId } = await createBrand(db, { ...brandInput, isDemo: false })
  const clock = { now: new Date('2026-05-13T12:05:00Z') }
  const ctx: Ctx = { db: forBrand(brandId), actor: systemActor(brandId), now: () => clock.now, log: createLog('silent') }
  const partner = await mirrorPartner(ctx, { key: 'skargard', name: 'Skärgårdsro AB', country: 'SE', language: 'sv', phoneOnFile: null })
  const property = await mirrorProperty(ctx, {
    partnerId: partner.id, number: '1001', name: 'Skärgårdsro', address: 'Hamnen 1', city: 'Nynäshamn', country: 'SE', timeZone: 'Europe/Stockholm',
    language: 'sv', status: 'open', stars: null, latitude: null, longitude: null, provider: null, accountManager: null,
  })
  await publish(ctx, {
    door: 'partner',
    topics: [{
      key: 'property-info', names: { en: 'Property information', sv: 'Information om boendet' }, scope: { en: 'What you cannot change alone' }, team: 'partner-services',
      subtopics: [{ key: 'star-rating', names: { en: 'Star rating', sv: 'Antal stjärnor' }, rules }],
    }],
  })
  const agent: AgentActor = { kind: 'agent', brandId, id: randomUUID(), name: 'Maja Lund', email: 'maja@fjordstay.example', locale: 'sv', timeZone: 'Europe/Stockholm' }
  const seen = new Set<string>()

  const asker = async (person: { name?: string; email?: string; locale?: string; timeZone?: string } = {}): Promise<PartnerActor> => {
    const profile = { name: 'Ada Sjöberg', email: `ada.${randomUUID().slice(0, 8)}@skargard.example`, locale: 'en', timeZone: 'Europe/Helsinki', ...person }
    const id = await createAccount(ctx, { kind: 'partner', password: null, ...profile })
    await joinPartner(ctx, { accountId: id, partnerId: partner.id, roleTitle: {}, rights: ['contact-support'] })
    return { kind: 'partner', brandId, id, partnerId: partner.id, rights: ['contact-support'], ...profile }
  }

  return {
    ctx,
    clock,
    asker,
    as: <Who extends PartnerActor | AgentActor>(actor: Who): Ctx<Who> => ({ ...ctx, actor }),
    agentCtx: { ...ctx, actor: agent } as Ctx<AgentActor>,
    configure: (change: Partial<typeof brandInput>) => configure(ctx, { ...brandInput, ...change }),
    /** A conversation as the contact flow opens it: promised for tomorrow at the same hour. */
    ask: (who: PartnerActor | null, change: { body?: string; channel?: 'message' | 'phone' | 'callback' | 'chat' | 'email'; door?: 'partner' | 'guest'; askerName?: string; email?: string } = {}) =>
      open(ctx, {
        submissionId: randomUUID(), door: 'partner', channel: 'message', partnerId: partner.id, askerId: who?.id ?? null, askerName: who?.name ?? 'Nobody',
        propertyId: property.id, reservationId: null, topic: 'property-info', subtopic: 'star-rating', locale: who?.locale ?? 'en',
        neededRight: 'contact-support', promisedAt: new Date(clock.now.getTime() + 86_400_000), body: 'We have four stars now.', ...change,
      }),
    /** Runs the mail writer over every fact since the last time, `times` times each. */
    tell: async (times = 1) => {
      for (const { id, job } of await newFacts(ctx, seen)) {
        for (let time = 0; time < times; time++) await writeMails(ctx, [job], settings)
        seen.add(id)
      }
    },
  }
}

const newFacts = async (ctx: Ctx, seen: ReadonlySet<string>): Promise<{ id: string; job: FactJob }[]> => {
  const rows = await ctx.db.selectFrom('platform.fact').selectAll().orderBy('recorded_at').orderBy('id').execute()
  return rows.filter((row) => !seen.has(row.id)).map((row) => ({
    id: row.id,
    job: { brandId: row.brand_id, name: row.name, conversationId: row.conversation_id, seq: row.seq, payload: row.payload as Record<string, unknown> },
  }))
}
