import { Resolver } from 'node:dns/promises'
import { authenticate as check } from 'mailauth'
import { z } from 'zod'
import { nothingProved, type Origin, type Verdict } from './message.ts'

/** Where names are looked up: the system's servers, named ones, or a table (for tests), `TXT mail.example` → lines. */
export type Names = { kind: 'system' } | { kind: 'servers'; servers: string[] } | { kind: 'table'; records: Record<string, string[]> }
export type Trust = { names: Names; mta: string; /** Domains whose ARC seal is believed when a list or a forwarder has broken the first proof. */ sealers: string[] }

/** Who is behind a mail: SPF, DKIM, DMARC and, from sealers the operator trusts, ARC. Names that cannot be looked up prove nothing. */
export const authenticate = async (raw: Buffer, origin: Origin, { names, mta, sealers }: Trust): Promise<Verdict> => {
  const { headers: _headers, ...found } = await check(raw, {
    ...(origin.trusted && wasReceived(raw) ? { trustReceived: true } : { ip: origin.remote, helo: origin.helo }),
    sender: origin.sender, mta, resolver: lookUp(names), disableBimi: true, minBitLength: 1024,
  })
  const { dmarc, spf, dkim, arc } = found
  const domain = dkim.headerFrom.length === 1 ? (dkim.headerFrom[0]?.split('@').at(-1)?.toLowerCase() ?? null) : null
  const sealed = domain !== null && sealers.includes(sealerOf(arc, domain) ?? '')
  const alignment = dmarc ? [dmarc.alignment.spf.result, dmarc.alignment.dkim.result] : []
  const result = dmarc ? dmarc.status.result : 'none'
  return {
    ...nothingProved,
    spf: spf ? spf.status.result : 'none',
    dkim: dkim.results.find(({ status }) => status.result === 'pass') ? 'pass' : (dkim.results[0]?.status.result ?? 'none'),
    dmarc: result,
    policy: dmarc ? String(dmarc.policy ?? 'none') : 'none',
    arc: arc ? arc.status.result : 'none',
    domain,
    proved: domain !== null && (result === 'pass' || sealed || (result === 'none' && alignment.some(Boolean))),
  }
}

const Proof = z.object({ dmarc: z.object({ result: z.literal('pass'), header: z.object({ from: z.string() }) }) })

// A seal says that nothing was changed since, and what the sealer had found: only what it had found proved for this domain is.
const sealerOf = (arc: Found['arc'], domain: string): string | null => {
  if (!arc || arc.status.result !== 'pass' || !arc.signature) return null
  const found = Proof.safeParse(arc.authenticationResults)
  return found.success && found.data.dmarc.header.from.toLowerCase() === domain ? String(arc.signature.signingDomain).toLowerCase() : null
}

type Found = Awaited<ReturnType<typeof check>>

// A server of the operator's says in its own line, the topmost, from where it had the mail.
const wasReceived = (raw: Buffer) => /^received:/im.test(raw.subarray(0, 16_000).toString('latin1'))

const lookUpMs = 2_000

/** How names are looked up; rejects with the code of the resolver when there is no such thing. */
export const lookUp = (names: Names) => {
  if (names.kind === 'table') return async (name: string, type: string) => inTable(names.records, name, type)
  const resolver = new Resolver({ timeout: lookUpMs, tries: 2 })
  if (names.kind === 'servers') resolver.setServers(names.servers)
  return async (name: string, type: string) => (await resolver.resolve(name, type)) as string[] | string[][]
}

const inTable = (records: Record<string, string[]>, name: string, type: string) => {
  const found = records[`${type} ${name}`.toLowerCase()]
  if (!found) throw Object.assign(new Error(`no ${type} for ${name}`), { code: 'ENOTFOUND' })
  return type === 'TXT' ? found.map((text) => [text]) : found
}
