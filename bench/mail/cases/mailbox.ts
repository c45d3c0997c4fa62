import { password } from '../dovecot.ts'
import { until } from '../ground.ts'
import { ourAddresses } from '../product.ts'
import { countOf, guestOf, sendAll, senderTo, tokenOf } from '../sending.ts'
import type { Case } from '../stage.ts'

/** E3: a mailbox of Dovecot's, read by two nodes at once that are killed, and whose UIDs all change once. */
export const mailbox: Case = async ({ product, dovecot }, { say }) => {
  const [count, kills] = [300, 6]
  const box = ourAddresses.guests
  const env = { MAILBOXES: `imap://${encodeURIComponent(box)}:${password}@127.0.0.1:${dovecot.imap}/INBOX?door=guest&tls=none`, PRIVATE_HOSTS: '127.0.0.1' }
  await product.kill()
  await product.start(env)
  let other = await product.second(env)
  const sender = senderTo({ port: dovecot.lmtp, lmtp: true, connections: 2 })
  const mails = Array.from({ length: count }, (_, n) => ({ token: tokenOf('E3', n), from: guestOf(n % 50), to: box }))
  const parts = Array.from({ length: kills + 1 }, (_, n) => mails.slice(Math.floor((n * count) / (kills + 1)), Math.floor(((n + 1) * count) / (kills + 1))))
  for (const [n, part] of parts.entries()) {
    const sending = sendAll(sender, part, { at: 2 })
    if (n > 0) {
      const before = parts.slice(0, n).flat().length
      await until(`mail of part ${n}`, async () => (await countOf(product, 'E3')).rows >= Math.min(count, before + 3), 180_000)
      // By turns, so that each of them is once the one that reads.
      if (n % 2 === 0) {
        await other.kill()
        other = await product.second(env)
      } else {
        await product.kill()
        await product.start(env)
      }
      say(`E3: kill ${n} of ${kills}`)
    }
    await sending
    if (n === Math.floor(parts.length / 2)) {
      await dovecot.forgetUids(box)
      say('E3: every UID has changed')
    }
  }
  sender.close()
  await until('every mail seen', async () => (await countOf(product, 'E3')).distinctEntries >= count, 240_000)
  // What is read once more under its new UID is known by its bytes.
  await until('nothing waits', async () => (await countOf(product, 'E3')).open === 0)
  const { rows, distinctRows, entries, distinctEntries } = await countOf(product, 'E3')
  await other.kill()
  await product.kill()
  await product.start()
  return [{
    criterion: 'E3', what: `${count} mails in a Dovecot mailbox, two nodes reading, ${kills} kills, every UID changed once`, found: `${rows} rows, ${distinctRows} distinct; ${entries} entries in conversations, ${distinctEntries} distinct`,
    aim: `${count} of each`, holds: [rows, distinctRows, entries, distinctEntries].every((n) => n === count),
  }]
}
