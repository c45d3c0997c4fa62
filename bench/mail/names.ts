import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Resolver } from 'node:dns/promises'
import { freePort } from '../message/program.ts'
import { until, type Ground } from './ground.ts'

/** Our domain; the partners' and the guests' with mailboxes; somebody else's. */
export const domains = { ours: 'mail.fjordstay.example', partners: 'skargard.example', guests: 'example.com', evil: 'evil.example' } as const

export type DkimKey = { selector: string; file: string; record: string }
export type Names = { server: string; port: number; keys: DkimKey[]; resolve: (name: string, type: string) => Promise<string[] | string[][]> }

const dkimKey = async (folder: string, selector: string): Promise<DkimKey> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = path.join(folder, `${selector}.pem`)
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return { selector, file, record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}` }
}

/** A name server of this machine: who may send for whom, and two keys of ours, one of them for changing to. */
export const startNames = async (ground: Ground): Promise<Names> => {
  const folder = await ground.folder('names')
  const port = await freePort()
  const keys = [await dkimKey(folder, 'one'), await dkimKey(folder, 'two')]
  const text = (name: string, value: string) => `txt-record=${name},${(value.match(/.{1,250}/g) ?? []).map((part) => `"${part}"`).join(',')}`
  const lines = [
    `port=${port}`, 'listen-address=127.0.0.1', 'bind-interfaces', 'no-resolv', 'no-hosts', 'keep-in-foreground', `log-facility=${path.join(folder, 'log')}`, `pid-file=${path.join(folder, 'pid')}`, 'user=root',
    ...Object.values(domains).flatMap((domain) => [`mx-host=${domain},mx.${domain},10`, `address=/mx.${domain}/127.0.0.1`, text(`_dmarc.${domain}`, 'v=DMARC1; p=reject; adkim=s; aspf=r')]),
    ...[domains.ours, domains.partners, domains.guests].map((domain) => text(domain, 'v=spf1 ip4:127.0.0.1 -all')),
    text(domains.evil, 'v=spf1 ip4:127.0.0.1 -all'),
    ...keys.map(({ selector, record }) => text(`${selector}._domainkey.${domains.ours}`, record)),
  ]
  await writeFile(path.join(folder, 'conf'), `${lines.join('\n')}\n`)
  ground.start('/usr/sbin/dnsmasq', [`--conf-file=${path.join(folder, 'conf')}`])
  const resolver = new Resolver({ timeout: 1_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${port}`])
  await until('the name server', () => resolver.resolveTxt(domains.ours).then(() => true, () => false))
  return { server: `127.0.0.1:${port}`, port, keys, resolve: async (name, type) => (await resolver.resolve(name, type)) as string[] | string[][] }
}
