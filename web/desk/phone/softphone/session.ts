import type { RTCSession } from 'jssip/lib/RTCSession'
import { readDevices } from './devices.ts'

/** One end of one call, heard in this browser. */
export type Session = {
  from: string
  isTalking(): boolean
  isMuted(): boolean
  isHeld(): boolean
  /** Without a microphone the call is not answered. */
  answer(microphone: MediaStream | null): void
  mute(muted: boolean): void
  hold(held: boolean): void
  press(digits: string): void
  /** Whoever is at the other end goes on with the other call's other end. */
  passOn(to: Session): void
  end(): void
  rtc: RTCSession
}
type Told = { onChange: () => void; onEnd: (session: Session) => void; onRefused: () => void }

const toneMs = 120

export const startSession = (rtc: RTCSession, { onChange, onEnd, onRefused }: Told): Session => {
  const loudspeaker = new Audio()
  const own = { microphone: null as MediaStream | null, isTalking: false }
  const session: Session = {
    rtc,
    from: rtc.remote_identity.display_name || rtc.remote_identity.uri.user,
    isTalking: () => own.isTalking,
    isMuted: () => rtc.isMuted().audio ?? false,
    isHeld: () => rtc.isOnHold().local,
    answer: (microphone) => {
      if (own.microphone || rtc.isEnded()) return
      if (!microphone) return onRefused()
      own.microphone = microphone
      rtc.answer({ mediaStream: microphone, pcConfig: { iceServers: [] } })
    },
    mute: (muted) => (muted ? rtc.mute({ audio: true }) : rtc.unmute({ audio: true })),
    hold: (held) => void (held ? rtc.hold({}, onChange) : rtc.unhold({}, onChange)),
    press: (digits) => rtc.sendDTMF(digits, { duration: toneMs, transportType: 'RFC2833' as never }),
    passOn: (to) => rtc.refer(to.rtc.remote_identity.uri.toString(), { replaces: to.rtc, eventHandlers: { accepted: () => session.end() } }),
    end: () => {
      if (!rtc.isEnded()) rtc.terminate()
    },
  }
  const play = (connection: RTCPeerConnection) =>
    connection.addEventListener('track', ({ streams: [stream] }) => {
      loudspeaker.srcObject = stream ?? null
      const { speaker } = readDevices()
      if (speaker && 'setSinkId' in loudspeaker) void loudspeaker.setSinkId(speaker).catch(() => undefined)
      void loudspeaker.play().catch(() => undefined)
    })
  const over = () => {
    loudspeaker.srcObject = null
    own.microphone?.getTracks().forEach((track) => track.stop())
    onEnd(session)
  }
  if (rtc.connection) play(rtc.connection)
  rtc.on('peerconnection', ({ peerconnection }) => play(peerconnection))
  rtc.on('confirmed', () => {
    own.isTalking = true
    onChange()
  })
  for (const event of ['muted', 'unmuted', 'hold', 'unhold', 'progress'] as const) rtc.on(event, onChange)
  rtc.on('replaces', ({ accept }) => accept())
  // Whoever calls does not have us dial.
  rtc.on('refer', ({ reject }) => reject())
  rtc.on('ended', over)
  rtc.on('failed', over)
  return session
}
