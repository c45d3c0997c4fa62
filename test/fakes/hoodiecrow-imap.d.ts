declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net'

  type Message = { uid: number; flags: string[]; raw: string }
  type Folder = { uidvalidity: number; uidnext: number; messages: Message[] }
  export type ImapServer = {
    server: Server & { on(event: 'connection', listener: (socket: Socket) => void): Server }
    listen(port: number, host: string, done: () => void): void
    close(done: () => void): void
    getMailbox(path: string): Folder | undefined
    appendMessage(mailbox: string, flags: string[], internaldate: string, raw: string): void
  }
  export default function hoodiecrow(options: { plugins: string[]; storage: Record<string, unknown>; users: Record<string, { password: string }> }): ImapServer
}
