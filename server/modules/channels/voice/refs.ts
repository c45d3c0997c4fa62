import { createHmac, timingSafeEqual } from 'node:crypto'

/** Which call and which side of it an address given to the provider stands for. */
export type Ref = { callId: string; side: 'caller' | 'agent'; agentId?: string | undefined }

// Some providers sign the body alone: what an address says is signed by ourselves.
export const refOf = ({ callId, side, agentId }: Ref, secret: string): string => {
  const plain = [callId, side, ...(agentId ? [agentId] : [])].join('~')
  return `${plain}~${markOf(plain, secret)}`
}

/** What a reference stands for; null when it is none of ours. */
export const readRef = (text: string, secret: string): Ref | null => {
  const at = text.lastIndexOf('~')
  const [plain, mark] = [text.slice(0, at), text.slice(at + 1)]
  const expected = markOf(plain, secret)
  if (at < 0 || mark.length !== expected.length || !timingSafeEqual(Buffer.from(mark), Buffer.from(expected))) return null
  const [callId = '', side, agentId] = plain.split('~')
  return side === 'caller' || side === 'agent' ? { callId, side, agentId } : null
}

const markOf = (plain: string, secret: string) => createHmac('sha256', secret).update(`voice-ref:${plain}`).digest('hex').slice(0, 32)
