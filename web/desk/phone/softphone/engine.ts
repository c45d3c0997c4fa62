import { UA, WebSocketInterface } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRTCSessionEvent } from 'jssip/lib/UA'
import type { Line, LineVerbs } from '../line.ts'
import { audioOf, readDevices } from './devices.ts'
import { startSession, type Session } from './session.ts'

export type Credentials = { url: string; uri: string; user: string; password: string }
export type Engine = {
  /** The agent has answered on the desk: what rings is that call, and needs no second press. */
  expect(isExpected: boolean): void
  stop(): void
}
type EngineOptions = { credentials: () => Promise<Credentials | null>; onChange: (line: Line, verbs: LineVerbs) => void; /** The microphone was taken away in the middle of it. */ onRefused: () => void }

type Telephone = EngineOptions & {
  ua: UA
  state: Line['state']
  isExpected: boolean
  session: Session | null
  /** Whom the agent has a word with while the session is on hold. */
  asked: Session | null
  again: ReturnType<typeof setTimeout> | undefined
}

const registeredSeconds = 120
const againMs = 2_000

/** The telephone itself: registers with credentials that last minutes, and has one call at a time. */
export const startEngine = async (options: EngineOptions): Promise<Engine | null> => {
  const first = await options.credentials()
  if (!first) return null
  const ua = new UA({
    sockets: [new WebSocketInterface(first.url)], uri: first.uri, authorization_user: first.user, password: first.password,
    register_expires: registeredSeconds, connection_recovery_min_interval: 1, connection_recovery_max_interval: 4, session_timers: false, user_agent: 'Hospes',
  })
  const telephone: Telephone = { ...options, ua, state: 'connecting', isExpected: false, session: null, asked: null, again: undefined }
  stayRegistered(telephone)
  takeCalls(telephone)
  ua.start()
  return {
    expect: (isExpected) => {
      telephone.isExpected = isExpected
      if (isExpected && telephone.session && !telephone.session.isTalking()) void answer(telephone)
    },
    stop: () => {
      clearTimeout(telephone.again)
      telephone.asked?.end()
      telephone.session?.end()
      ua.stop()
    },
  }
}

const tell = (telephone: Telephone, state = telephone.state) => {
  telephone.state = state
  const { session, asked } = telephone
  const call = session && { state: stateOf(session), from: session.from, muted: session.isMuted(), held: session.isHeld(), asking: asked && stateOf(asked) }
  telephone.onChange({ state, call }, verbsOf(telephone))
}
const stateOf = (session: Session): 'talking' | 'ringing' => (session.isTalking() ? 'talking' : 'ringing')

const stayRegistered = (telephone: Telephone) => {
  const { ua } = telephone
  const renew = async () => {
    const fresh = await telephone.credentials().catch(() => null)
    if (!fresh || !ua.isConnected()) return
    ua.set('authorization_user', fresh.user)
    ua.set('password', fresh.password)
    ua.register()
  }
  ua.on('registered', () => tell(telephone, 'ready'))
  ua.on('disconnected', () => tell(telephone, 'lost'))
  // What it registered with has run out, or is refused: it asks the desk for new ones, as long as the desk knows the agent.
  ua.on('registrationExpiring', () => void renew())
  ua.on('registrationFailed', () => {
    tell(telephone, 'lost')
    clearTimeout(telephone.again)
    telephone.again = setTimeout(() => void renew(), againMs)
  })
}

const takeCalls = (telephone: Telephone) =>
  telephone.ua.on('newRTCSession', ({ originator, session, request }: IncomingRTCSessionEvent) => {
    if (String(originator) !== 'remote') return
    // The other end goes on as somebody else: a caller who was handed over after a word.
    const replaces = telephone.session !== null && request.hasHeader('replaces')
    if (telephone.session && !replaces) return void session.terminate({ status_code: 486, reason_phrase: 'Busy Here' })
    telephone.session = take(telephone, session)
    tell(telephone)
    if (telephone.isExpected || replaces) void answer(telephone)
  })

const take = (telephone: Telephone, session: RTCSession) =>
  startSession(session, {
    onChange: () => tell(telephone), onRefused: telephone.onRefused,
    onEnd: (ended) => {
      if (telephone.session === ended) telephone.session = telephone.asked
      telephone.asked = null
      tell(telephone)
    },
  })

const answer = async (telephone: Telephone) => telephone.session?.answer(await audioOf(readDevices()).catch(() => null))

const verbsOf = (telephone: Telephone): LineVerbs => ({
  answer: () => void answer(telephone),
  hangUp: () => telephone.session?.end(),
  mute: (muted) => telephone.session?.mute(muted),
  hold: (held) => telephone.session?.hold(held),
  press: (digits) => telephone.session?.press(digits),
  ask: (address) => void ask(telephone, address),
  handOver: () => {
    if (telephone.session && telephone.asked) telephone.session.passOn(telephone.asked)
  },
  takeBack: () => {
    telephone.asked?.end()
    telephone.session?.hold(false)
  },
})

const ask = async (telephone: Telephone, address: string) => {
  if (!telephone.session || telephone.asked) return
  telephone.session.hold(true)
  const mediaStream = await audioOf(readDevices()).catch(() => null)
  if (!mediaStream) return telephone.onRefused()
  telephone.asked = take(telephone, telephone.ua.call(address, { mediaStream, pcConfig: { iceServers: [] } }))
  tell(telephone)
}
