import { isIP } from 'node:net'

/** Who is calling, as far as limits go: the address, or the /64 of an IPv6 one; proxies are believed only as many as are trusted. */
export const networkKey = (remote: string | undefined, forwarded: string | undefined, trustedProxies: number): string => {
  const hops = (forwarded ?? '').split(',').map((hop) => hop.trim()).filter((hop) => isIP(hop) !== 0)
  const address = trustedProxies > 0 ? (hops.at(-trustedProxies) ?? remote ?? '') : (remote ?? '')
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return isIP(plain) === 6 ? `${expand(plain).slice(0, 4).join(':')}::/64` : plain
}

const expand = (address: string) => {
  const [head = '', tail] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  return [...front, ...Array.from({ length: gap }, () => '0'), ...back].map((group) => group.replace(/^0+(?=.)/, ''))
}

export const isLoopback = (remote: string | undefined): boolean =>
  remote === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(remote ?? '')
