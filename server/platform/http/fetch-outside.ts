import { lookup as resolveName } from 'node:dns'
import { request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export type Outside = { type: string; bytes: Buffer }
/** `lookup` is for tests; it is asked for names, and what it says is held to the same rule. */
export type OutsideOptions = { maxBytes: number; timeoutMs: number; types: RegExp; lookup?: LookupFunction }

const mostRedirects = 3

/**
 * Fetches something of the web without letting anybody reach what only this machine can: http and https alone, the usual ports,
 * no address of this machine or its networks, whether spelt out, by name or after a redirect. Null when it is not to be had.
 */
export const fetchOutside = async (address: string, options: OutsideOptions): Promise<Outside | null> => {
  let url = address
  for (let step = 0; step <= mostRedirects; step++) {
    const target = allowed(url)
    if (!target) return null
    const answer = await ask(target, options).catch(() => null)
    if (answer === null || typeof answer !== 'string') return answer
    url = URL.canParse(answer, target.href) ? new URL(answer, target).href : ''
  }
  return null
}

const allowed = (address: string): URL | null => {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || !['', '80', '443'].includes(url.port)) return null
  // A connection to a number asks no name server: the guard for names never sees it.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(host) && isInside(host) ? null : url
}

const inside = new BlockList()
for (const [network, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) inside.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]] as const) inside.addSubnet(network, bits, 'ipv6')

/** Whether an address is of this machine, its networks, or of none that the web has. */
export const isInside = (ip: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return inside.check(mapped, 'ipv4')
  if (isIP(ip) === 4) return inside.check(ip, 'ipv4')
  return isIP(ip) !== 6 || /^::(ffff:)?[0-9a-f]{1,4}:[0-9a-f]{1,4}$/i.test(ip) || inside.check(ip, 'ipv6')
}

const guarded = (lookup: LookupFunction): LookupFunction => (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    const addresses = Array.isArray(found) ? found : []
    const [first] = addresses
    if (error || !first) return done(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4)
    // One address inside is enough: which of them is taken is not ours to say.
    if (addresses.some(({ address }) => isInside(address))) return done(Object.assign(new Error('an address inside'), { code: 'EACCES' }), '', 4)
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })

/** The answer, where it leads, or null. */
const ask = (url: URL, { maxBytes, timeoutMs, types, lookup = resolveName as LookupFunction }: OutsideOptions): Promise<Outside | string | null> =>
  new Promise((resolve, reject) => {
    const options: RequestOptions = { method: 'GET', lookup: guarded(lookup), headers: { accept: 'image/*', 'user-agent': 'Hospes' }, signal: AbortSignal.timeout(timeoutMs), agent: false }
    const asked = (url.protocol === 'https:' ? secure : plain)(url, options, (answer) => {
      const { statusCode = 0, headers } = answer
      const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      if (statusCode >= 300 && statusCode < 400 && headers.location) return void (answer.resume(), resolve(headers.location))
      if (statusCode !== 200 || !types.test(type) || Number(headers['content-length'] ?? 0) > maxBytes) return void (asked.destroy(), resolve(null))
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBytes) return void (asked.destroy(), resolve(null))
        chunks.push(chunk)
      })
      answer.on('end', () => resolve({ type, bytes: Buffer.concat(chunks) }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
