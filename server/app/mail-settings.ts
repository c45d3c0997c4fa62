import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { domainOf, type MailSettings } from '#email'
import type { DkimKey, Names } from '#platform/mail'
import type { Config } from '../config.ts'
import type { App } from './app.ts'

export type MailParts = Pick<App, 'config' | 'secret' | 'publicUrl' | 'takesMail'>

/** Addresses and keys of this installation's mail. */
export const mailSettings = ({ config, secret, publicUrl, takesMail }: MailParts): MailSettings => ({
  publicUrl: publicUrl(), from: config.mailFrom, doors: config.mail.doors,
  answerable: takesMail, signed: config.mail.signedAddresses,
  keys: config.mail.keys.length > 0 ? config.mail.keys : [{ id: 'a', secret: createHmac('sha256', secret).update('mail addresses').digest('base64url') }],
})

/** The key every mail is signed with; an unreadable file is an error that names the setting. */
export const dkimOf = async ({ mail, mailFrom }: Readonly<Config>): Promise<DkimKey | null> => {
  if (!mail.dkim) return null
  const privateKey = await readFile(mail.dkim.keyFile, 'utf8').catch(() => {
    throw new Error('MAIL_DKIM_KEY names a file that cannot be read')
  })
  return { domain: domainOf(mailFrom), selector: mail.dkim.selector, privateKey }
}

export const namesOf = ({ mail }: Readonly<Config>): Names => (mail.nameServers.length > 0 ? { kind: 'servers', servers: mail.nameServers } : { kind: 'system' })
