import type { Seen } from '../page-port.ts'
import { heardBy } from './heard.ts'

/** Put into a desk's page before anything else: what its telephone does inside can be looked at from outside. */
const peers: RTCPeerConnection[] = []
const own = { tones: '' }
const Real = RTCPeerConnection
window.RTCPeerConnection = class extends Real {
  constructor(...given: ConstructorParameters<typeof Real>) {
    super(...given)
    peers.push(this)
  }
}
const insert = RTCDTMFSender.prototype.insertDTMF
RTCDTMFSender.prototype.insertDTMF = function press(tones, ...more) {
  own.tones += tones.replaceAll(',', '')
  insert.call(this, tones, ...more)
}
const seen: Seen = { tones: () => own.tones, heard: () => heardBy(peers.findLast(({ connectionState }) => connectionState === 'connected') ?? new Real()) }
Object.assign(window, { seen })
