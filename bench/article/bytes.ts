import { gzipSync } from 'node:zlib'

/** What a page weighs, compressed as a proxy does it (gzip, its usual level): the page, and what it names. */
export type Weight = { path: string; html: number; script: number; style: number }

const level = 6

export const weigh = async (base: string, path: string): Promise<Weight> => {
  const html = await bodyOf(base + path)
  const [script, style] = await Promise.all([sizeOf(base + path, scriptsOf(html)), sizeOf(base + path, stylesOf(html))])
  return { path, html: gzipSync(html, { level }).byteLength, script, style }
}

export const heaviest = (weights: readonly Weight[], of: 'html' | 'script'): Weight | undefined => weights.toSorted((a, b) => b[of] - a[of])[0]

const scriptsOf = (html: string) => [...html.matchAll(/<script[^>]+src="([^"]+)"/g), ...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g)].map((match) => match[1] ?? '')
const stylesOf = (html: string) => [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((match) => match[1] ?? '')

const sizeOf = async (page: string, addresses: string[]) => {
  const bodies = await Promise.all([...new Set(addresses)].map((address) => bodyOf(new URL(address.replaceAll('&amp;', '&'), page).href)))
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level }).byteLength, 0)
}

const bodyOf = async (address: string) => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return answer.text()
}
