import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freePort } from '../message/program.ts'
import { listening, run, type Ground } from './ground.ts'

/** Mailboxes of people outside, each with a rule of its own that answers when they are away. */
export type Dovecot = {
  imap: number
  lmtp: number
  /** Every mail in a person's mailbox, as it stands there. */
  mails(address: string): Promise<Buffer[]>
  /** From now on their mailbox answers that they are away. */
  away(address: string): Promise<void>
  /** As if the server had been restored from elsewhere: every mail gets another UID. */
  forgetUids(address: string): Promise<void>
}

export const password = 'mailbox-of-tests'

/** `submission`: the port by which a mailbox's own answers leave; set once Postfix stands. */
export const startDovecot = async (ground: Ground, submission: number): Promise<Dovecot> => {
  const [folder, homes] = [await ground.folder('dovecot'), await ground.folder('dovecot/homes')]
  await run('chown', ['mail:mail', homes])
  const [imap, lmtp] = [await freePort(), await freePort()]
  await writeFile(path.join(folder, 'conf'), confOf({ folder, homes, imap, lmtp, submission }))
  ground.start('/usr/sbin/dovecot', ['-F', '-c', path.join(folder, 'conf')])
  await listening(imap)
  await listening(lmtp)
  const homeOf = async (address: string) => {
    const home = path.join(homes, address.toLowerCase())
    await mkdir(home, { recursive: true })
    await run('chown', ['mail:mail', home])
    return home
  }
  return {
    imap, lmtp,
    mails: async (address) => {
      const boxes = ['new', 'cur'].map((box) => path.join(homes, address.toLowerCase(), 'Maildir', box))
      const files = (await Promise.all(boxes.map(async (box) => (await readdir(box).catch(() => [])).map((name) => path.join(box, name))))).flat()
      return Promise.all(files.toSorted().map((file) => readFile(file)))
    },
    away: async (address) => {
      const home = await homeOf(address)
      await writeFile(path.join(home, '.dovecot.sieve'), 'require ["vacation"];\nvacation :days 1 :subject "Away" "I am away until 20 May.";\n')
      await run('chown', ['-R', 'mail:mail', home])
    },
    forgetUids: async (address) => {
      await run('find', [path.join(await homeOf(address), 'Maildir'), '-name', 'dovecot*', '-delete'])
    },
  }
}

const confOf = ({ folder, homes, imap, lmtp, submission }: { folder: string; homes: string; imap: number; lmtp: number; submission: number }) => `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
hostname = mx.outside.example
submission_host = 127.0.0.1:${submission}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${homes}/%Lu allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service anvil {
  chroot =
}
protocol lmtp {
  mail_plugins = sieve
  postmaster_address = postmaster@outside.example
}
plugin {
  sieve = ~/.dovecot.sieve
  sieve_vacation_min_period = 0
}
`
