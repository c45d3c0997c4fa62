import { createHash, randomBytes } from 'node:crypto'
import { credentialsOf, type Registrar } from './kamailio.ts'

export type Refused = { what: string; answers: string; holds: boolean }

/** What strangers send to the registrar: none of it registers, is put through, or ends the server. */
export const refusedBy = async (registrar: Registrar, agent: string): Promise<Refused[]> => {
  const door = await openDoor(registrar)
  const register = (more: readonly string[] = []) => door.ask('REGISTER', { to: agent, more })
  const invite = (more: readonly string[] = [], body = '') => door.ask('INVITE', { to: agent, more, body })
  const nonceOf = async () => /nonce="([^"]+)"/.exec(await register())?.[1] ?? ''
  const signed = async (name: string, until: Date, secret = registrar.secret) => {
    const { user, password } = credentialsOf({ secret }, name, until)
    return register([`Authorization: ${digestOf({ user, password, realm: registrar.domain, nonce: await nonceOf() })}`])
  }
  const [soon, past] = [new Date(Date.now() + 600_000), new Date(Date.now() - 1_000)]
  const told = (answer: string) => /^SIP\/2\.0 (\d+)/.exec(answer)?.[1] ?? 'nothing'
  const codes = {
    plain: told(await register()), expired: told(await signed(agent, past)), other: told(await signed('somebody-else', soon)),
    forged: told(await signed(agent, soon, 'another key, as long as the right one is')), invite: told(await invite()),
    long: told(await invite([`X-Long: ${'x'.repeat(64 * 1024)}`])), bad: told(await invite(['Content-Type: application/sdp'], 'v=0\r\no=\r\nm=audio')),
  }
  const flood = await Promise.all(Array.from({ length: 500 }, () => register()))
  const right = told(await signed(agent, soon))
  door.close()
  return [
    { what: 'REGISTER without credentials, with expired ones, another’s, forged ones', answers: [codes.plain, codes.expired, codes.other, codes.forged].join(', '), holds: codes.plain === '401' && codes.expired !== '200' && codes.other === '403' && codes.forged === '401' },
    { what: 'INVITE of a stranger, with a header of 64 KB, with bad SDP', answers: [codes.invite, codes.long, codes.bad].join(', '), holds: [codes.invite, codes.long, codes.bad].every((code) => code !== '200' && code !== '180') },
    { what: '500 REGISTER at once without credentials, then a right one', answers: `${flood.filter((answer) => told(answer) === '401').length} × 401, ${right}`, holds: flood.every((answer) => told(answer) === '401') && right === '200' },
  ]
}

type Digest = { user: string; password: string; realm: string; nonce: string }
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

const digestOf = ({ user, password, realm, nonce }: Digest) => {
  const [uri, cnonce, nc] = [`sip:${realm}`, randomBytes(8).toString('hex'), '00000001']
  const response = md5([md5(`${user}:${realm}:${password}`), nonce, nc, cnonce, 'auth', md5(`REGISTER:${uri}`)].join(':'))
  return `Digest algorithm=MD5, username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", qop=auth, cnonce="${cnonce}", nc=${nc}`
}

type Asking = { to: string; more: readonly string[]; body?: string }
const patienceMs = 3_000

const openDoor = async ({ port, domain }: Registrar) => {
  const waiting = new Map<string, (answer: string) => void>()
  const connect = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'sip')
    await new Promise((open, fail) => {
      socket.addEventListener('open', open)
      socket.addEventListener('error', () => fail(new Error('the registrar takes no WebSocket')))
    })
    socket.addEventListener('message', ({ data }) => waiting.get(/^Call-ID: (\S+)/im.exec(String(data))?.[1] ?? '')?.(String(data)))
    return socket
  }
  const own = { socket: await connect() }
  return {
    close: () => own.socket.close(),
    /** The first final answer; nothing when the server does not give one. */
    ask: async (method: 'REGISTER' | 'INVITE', { to, more, body = '' }: Asking): Promise<string> => {
      if (own.socket.readyState !== WebSocket.OPEN) own.socket = await connect()
      const call = randomBytes(12).toString('hex')
      const uri = method === 'REGISTER' ? `sip:${domain}` : `sip:${to}@${domain}`
      const lines = [
        `${method} ${uri} SIP/2.0`, `Via: SIP/2.0/WS stranger.invalid;branch=z9hG4bK${call}`, 'Max-Forwards: 10', `From: <sip:${to}@${domain}>;tag=${call.slice(0, 8)}`, `To: <sip:${to}@${domain}>`,
        `Call-ID: ${call}`, `CSeq: 1 ${method}`, `Contact: <sip:${to}@stranger.invalid;transport=ws>`, ...(method === 'REGISTER' ? ['Expires: 60'] : []), ...more, `Content-Length: ${body.length}`,
      ]
      return new Promise((answered) => {
        const timer = setTimeout(() => answered(''), patienceMs)
        waiting.set(call, (answer) => {
          if (/^SIP\/2\.0 1\d\d/.test(answer)) return
          clearTimeout(timer)
          answered(answer)
        })
        own.socket.send(`${lines.join('\r\n')}\r\n\r\n${body}`)
      })
    },
  }
}
