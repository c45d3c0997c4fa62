import { lookup as resolve, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, fetch, type RequestInit, type Response } from 'undici'
import { isInside } from './fetch-outside.ts'

export type Outward = (url: string, init?: Omit<RequestInit, 'dispatcher' | 'redirect'>) => Promise<Response>
type Resolve = (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void

/**
 * Calls other programs, and none inside our own network: whatever a name or a spelling of an address leads to is looked at before the
 * connection is opened, and it is that very address which is connected to. Redirects are not followed. `privateHosts` may be called all
 * the same.
 */
export const createOutward = ({ privateHosts, resolver = resolveAll }: { privateHosts: readonly string[]; resolver?: Resolve }): Outward => {
  const allowed = new Set(privateHosts.map((host) => host.toLowerCase()))
  const connect = buildConnector({ lookup: checkedLookup(allowed, resolver), timeout: connectTimeoutMs })
  const dispatcher = new Agent({
    connect: (options, done) => {
      const host = options.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase()
      // An address is connected to without any look-up, so it is judged here.
      if (isIP(host) !== 0 && !allowed.has(host) && isInside(host)) return done(new InsideAddress(host), null)
      connect(options, done)
    },
  })
  return (url, init = {}) => {
    const parsed = URL.parse(url)
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '') return Promise.reject(new InsideAddress(url))
    return fetch(parsed, { ...init, redirect: 'error', dispatcher })
  }
}

/** The address a host is reached at, for what is spoken to without HTTP: never one inside our own network, unless it is named in `privateHosts`. */
export const outsideAddress = (host: string, privateHosts: readonly string[], resolver: Resolve = resolveAll): Promise<string> =>
  new Promise((found, reject) => {
    if (privateHosts.some((allowed) => allowed.toLowerCase() === host.toLowerCase())) return found(host)
    if (isIP(host) !== 0) return isInside(host) ? reject(new InsideAddress(host)) : found(host)
    resolver(host, (error, addresses) => {
      const [first] = addresses
      if (error || !first) return reject(error ?? new Error(`${host} has no address`))
      // One address inside is enough: names change between two looks.
      if (addresses.some(({ address }) => isInside(address))) return reject(new InsideAddress(host))
      found(first.address)
    })
  })

/** A host that leads into a network of ours; nothing was connected to. */
export class InsideAddress extends Error {
  constructor(host: string) {
    super(`${host} is inside a network: name it in PRIVATE_HOSTS when it may be called`)
  }
}

const connectTimeoutMs = 5_000

const checkedLookup = (allowed: ReadonlySet<string>, resolver: Resolve): LookupFunction => (host, options, done) =>
  resolver(host, (error, addresses) => {
    const inside = allowed.has(host.toLowerCase()) ? undefined : addresses.find(({ address }) => isInside(address))
    const [first] = addresses
    if (error || inside || !first) return done(error ?? new InsideAddress(host), '', 0)
    if (options.all) return done(null, addresses)
    done(null, first.address, first.family)
  })

const resolveAll: Resolve = (host, done) => resolve(host, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []))
