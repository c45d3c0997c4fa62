import hoodiecrow, { type ImapServer } from 'hoodiecrow-imap'

export const mailboxUser = { name: 'guests@mail.fjordstay.example', password: 'mailbox-password' }

/** An IMAP server with one mailbox: mails are put into it, its numbers can be made to mean others, its password changed. */
export const imapServer = async ({ idle = true } = {}) => {
  const user = { password: mailboxUser.password }
  const server = hoodiecrow({
    plugins: ['ID', 'ENABLE', 'AUTH-PLAIN', 'SASL-IR', 'UIDPLUS', ...(idle ? ['IDLE'] : [])], storage: { INBOX: {}, '': {} }, users: { [mailboxUser.name]: user },
  })
  const sockets = watchSockets(server)
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  await listen(0)
  const address = server.server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const inbox = () => {
    const folder = server.getMailbox('INBOX')
    if (!folder) throw new Error('no INBOX')
    return folder
  }
  return {
    port,
    url: (options: string) => `imap://${encodeURIComponent(mailboxUser.name)}:${mailboxUser.password}@127.0.0.1:${port}/INBOX?tls=none&${options}`,
    put: (raw: string, at = new Date()) => void server.appendMessage('INBOX', [], imapDate(at), Buffer.from(raw).toString('binary')),
    flags: () => inbox().messages.map(({ flags }) => flags),
    count: () => inbox().messages.length,
    /** All mails get other numbers, as after a restore from a backup. */
    renumber: () => {
      const folder = inbox()
      folder.uidvalidity += 7
      folder.messages.forEach((message, n) => void (message.uid = n + 1))
      folder.uidnext = folder.messages.length + 1
      drop(sockets)
    },
    setPassword: (password: string) => {
      user.password = password
      drop(sockets)
    },
    goAway: () => new Promise<void>((gone) => {
      server.close(() => gone())
      drop(sockets)
    }),
    comeBack: () => listen(port),
  }
}

type Sockets = Set<{ destroy(): void }>
const drop = (sockets: Sockets) => {
  for (const socket of sockets) socket.destroy()
}

const watchSockets = (server: ImapServer): Sockets => {
  const sockets: Sockets = new Set()
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  return sockets
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const imapDate = (at: Date) => `${String(at.getUTCDate()).padStart(2, '0')}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`
