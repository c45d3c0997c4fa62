import { UA, WebSocketInterface } from 'jssip'
import type { ReferEvent, RTCSession } from 'jssip/lib/RTCSession'
import type { ProviderPage } from '../page-port.ts'
import { heardBy } from './heard.ts'

declare const ended: (id: string) => void

const calls = new Map<string, RTCSession>()
const own = { ua: null as UA | null, followed: 0 }
const media = { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } }

// Sound is measured only where it is played.
const play = (peer: RTCPeerConnection) =>
  peer.addEventListener('track', ({ streams: [stream] }) => {
    const loudspeaker = new Audio()
    loudspeaker.srcObject = stream ?? null
    void loudspeaker.play().catch(() => undefined)
  })

const keep = (id: string, session: RTCSession) => {
  calls.set(id, session)
  if (session.connection) play(session.connection as unknown as RTCPeerConnection)
  session.on('peerconnection', ({ peerconnection }) => play(peerconnection as unknown as RTCPeerConnection))
  session.on('refer', ({ accept }: ReferEvent) => {
    accept((next: RTCSession) => {
      own.followed++
      keep(id, next)
    // Kept as it is: what is called by REFER gets headers of its own into it.
    }, { ...media })
  })
  session.on('ended', () => {
    if (calls.get(id) === session) ended(id)
  })
}

const callOf = (id: string) => {
  const session = calls.get(id)
  if (!session) throw new Error(`there is no call ${id}`)
  return session
}

const provider: ProviderPage = {
  start: ({ url, uri, user, password }) =>
    new Promise((ready) => {
      own.ua = new UA({ sockets: [new WebSocketInterface(url)], uri, authorization_user: user, password, register: false, session_timers: false })
      own.ua.on('connected', () => ready())
      own.ua.start()
    }),
  dial: (id, address) =>
    new Promise((told) => {
      const began = performance.now()
      const session = own.ua?.call(address, media)
      if (!session) throw new Error('not started')
      keep(id, session)
      session.on('confirmed', () => told({ answered: true, ms: performance.now() - began, cause: '' }))
      session.on('failed', ({ cause, message }) => told({ answered: false, ms: performance.now() - began, cause: `${String(cause)} ${message && 'status_code' in message ? message.status_code : ''}` }))
    }),
  hangUp: (id) => {
    const session = calls.get(id)
    if (session && !session.isEnded()) session.terminate()
  },
  stateOf: (id) => (calls.has(id) ? (callOf(id).isEstablished() ? 'talking' : 'ended') : 'none'),
  isHeldByOther: (id) => callOf(id).isOnHold().remote,
  heard: (id) => heardBy(callOf(id).connection as unknown as RTCPeerConnection),
  refer: (id, address) =>
    new Promise((told) => void callOf(id).refer(address, { eventHandlers: { accepted: () => told(true), failed: () => told(false), requestFailed: () => told(false) } })),
  followed: () => own.followed,
}
Object.assign(window, { provider })
