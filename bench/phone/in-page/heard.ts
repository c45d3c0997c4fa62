import type { Heard } from '../page-port.ts'

export const heardBy = async (peer: RTCPeerConnection): Promise<Heard> => {
  const stats = [...((await peer.getStats()) as unknown as Map<string, Record<string, number> & { type: string }>).values()]
  const [coming, going] = [stats.find(({ type }) => type === 'inbound-rtp'), stats.find(({ type }) => type === 'outbound-rtp')]
  return {
    received: coming?.packetsReceived ?? 0, lost: coming?.packetsLost ?? 0, energy: coming?.totalAudioEnergy ?? 0, sent: going?.packetsSent ?? 0,
    dtls: peer.getSenders()[0]?.transport?.state ?? 'none',
  }
}
