import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs of Debian that stand for the mail world outside, by their packages. */
const needed: Record<string, string> = {
  '/usr/sbin/postfix': 'postfix', '/usr/sbin/dovecot': 'dovecot-core', '/usr/lib/dovecot/imap': 'dovecot-imapd', '/usr/lib/dovecot/lmtp': 'dovecot-lmtpd',
  '/usr/lib/dovecot/modules/lib90_sieve_plugin.so': 'dovecot-sieve', '/usr/sbin/dnsmasq': 'dnsmasq-base',
}

/** Sees to it that they are there. */
export const needPrograms = (say: (line: string) => void): void => needPackages(needed, say)

/** Installs what is missing as root, else says what to install; files that show it, by their packages. Nothing of their own setting is used. */
export const needPackages = (byFile: Record<string, string>, say: (line: string) => void): void => {
  const missing = () => Object.entries(byFile).filter(([file]) => !existsSync(file)).map(([, name]) => name)
  const packages = missing()
  if (packages.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0) throw new Error(`Not installed: ${packages.join(', ')}. As root: ${command}`)
  say(`installing ${packages.join(', ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  spawnSync('apt-get', command.split(' ').slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (missing().length > 0) throw new Error(`Could not be installed: ${missing().join(', ')}. Try: ${command}`)
}
