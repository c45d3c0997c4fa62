import { createPrivateKey, createPublicKey } from 'node:crypto'
import { lookUp, type Names } from './reading/authenticate.ts'

/** How the names a domain's mail depends on stand: what is wrong is said by its key, with the value that matters. */
export type NameFault =
  | { fault: 'no-mx' | 'no-spf' | 'several-spf' | 'open-spf' | 'no-dmarc' | 'dmarc-none' | 'no-dkim' | 'dkim-differs' | 'dkim-revoked' | 'short-dkim' | 'no-reverse'; about: string }
  | { fault: 'not-answered'; about: string }

const text = (answers: readonly (string | readonly string[])[]) => answers.map((each) => (typeof each === 'string' ? each : each.join('')))

/** Lines of one kind at a name; none when there are none. Rejects when the name servers do not answer. */
const linesAt = (names: Names) => {
  const ask = lookUp(names)
  return async (name: string, type: string): Promise<string[]> => {
    try {
      const found: unknown[] = await ask(name, type)
      return type === 'MX' ? found.map(exchangeOf) : text(found as string[][])
    } catch (error) {
      if (/^(ENOTFOUND|ENODATA|NXDOMAIN)$/.test(String(Object(error).code))) return []
      throw error
    }
  }
}
type Lines = ReturnType<typeof linesAt>

const exchangeOf = (found: unknown): string => (typeof found === 'string' ? (found.split(/\s+/).at(-1) ?? '') : String(Object(found).exchange ?? ''))

type Asked = { domain: string; names: Names; dkim: { domain: string; selector: string; privateKey: string } | null; receivesHere: readonly string[] }

/** Looks at MX, SPF, DKIM, DMARC and reverse names. */
export const faultsOfNames = async ({ domain, names, dkim, receivesHere }: Asked): Promise<NameFault[]> => {
  const lines = linesAt(names)
  const looked = (about: string, work: () => Promise<NameFault[]>) => work().catch((): NameFault[] => [{ fault: 'not-answered', about }])
  return (await Promise.all([
    ...receivesHere.map((each) => looked(`MX ${each}`, () => faultsOfMx(lines, each))),
    looked(`TXT ${domain}`, () => faultsOfSpf(lines, domain)),
    looked(`TXT _dmarc.${domain}`, () => faultsOfDmarc(lines, domain)),
    ...(dkim ? [looked(`TXT ${dkim.selector}._domainkey.${dkim.domain}`, () => faultsOfDkim(lines, dkim))] : []),
  ])).flat()
}

const faultsOfMx = async (lines: Lines, domain: string): Promise<NameFault[]> => {
  const exchanges = (await lines(domain, 'MX')).filter((name) => name !== '' && name !== '.')
  const [first] = exchanges
  if (!first) return [{ fault: 'no-mx', about: domain }]
  const addresses = await lines(first, 'A').then(async (found) => (found.length > 0 ? found : lines(first, 'AAAA')))
  const [address] = addresses
  if (!address) return [{ fault: 'no-mx', about: `${domain} (${first} has no address)` }]
  const reverse = await lines(reverseName(address), 'PTR')
  return reverse.length > 0 ? [] : [{ fault: 'no-reverse', about: `${address} (${first})` }]
}

const reverseName = (address: string): string => {
  if (!address.includes(':')) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`
  const [left = '', right = ''] = address.split('::')
  const [head, tail] = [left.split(':').filter(Boolean), right.split(':').filter(Boolean)]
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail].map((group) => group.padStart(4, '0'))
  return `${[...groups.join('')].toReversed().join('.')}.ip6.arpa`
}

const faultsOfSpf = async (lines: Lines, domain: string): Promise<NameFault[]> => {
  const found = (await lines(domain, 'TXT')).filter((line) => /^v=spf1(\s|$)/i.test(line))
  const [line] = found
  if (!line) return [{ fault: 'no-spf', about: domain }]
  if (found.length > 1) return [{ fault: 'several-spf', about: domain }]
  return /(^|\s)\+?all(\s|$)/i.test(line) ? [{ fault: 'open-spf', about: domain }] : []
}

/** The domain's own, or its organisation's: the nearest above that has one. */
const faultsOfDmarc = async (lines: Lines, domain: string): Promise<NameFault[]> => {
  const labels = domain.split('.')
  for (let at = 0; at < labels.length - 1; at++) {
    const line = (await lines(`_dmarc.${labels.slice(at).join('.')}`, 'TXT')).find((each) => /^v=DMARC1\b/i.test(each))
    if (line) return tagOf(line, at === 0 ? 'p' : 'sp', tagOf(line, 'p', 'none')) === 'none' ? [{ fault: 'dmarc-none', about: domain }] : []
  }
  return [{ fault: 'no-dmarc', about: domain }]
}

const tagOf = (line: string, tag: string, otherwise: string): string => new RegExp(`(?:^|;)\\s*${tag}\\s*=\\s*([^;\\s]*)`, 'i').exec(line)?.[1]?.toLowerCase() ?? otherwise

const faultsOfDkim = async (lines: Lines, { domain, selector, privateKey }: NonNullable<Asked['dkim']>): Promise<NameFault[]> => {
  const about = `${selector}._domainkey.${domain}`
  const line = (await lines(about, 'TXT')).find((each) => /(^|;)\s*p\s*=/i.test(each))
  if (!line) return [{ fault: 'no-dkim', about }]
  const published = /(?:^|;)\s*p\s*=\s*([A-Za-z0-9+/=\s]*)/i.exec(line)?.[1]?.replace(/\s+/g, '') ?? ''
  if (published === '') return [{ fault: 'dkim-revoked', about }]
  const key = createPrivateKey(privateKey)
  const own = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const same = key.asymmetricKeyType === 'ed25519' ? own.subarray(-32).toString('base64') : own.toString('base64')
  if (published.replace(/=+$/, '') !== same.replace(/=+$/, '')) return [{ fault: 'dkim-differs', about }]
  return (key.asymmetricKeyDetails?.modulusLength ?? 2_048) < 2_048 ? [{ fault: 'short-dkim', about }] : []
}
