import { markCall } from '#conversations'
import type { Ctx } from '#identity'
import type { Call } from './call-queries.ts'
import { unverifiedCase } from './cases.ts'
import type { Taken } from './step.ts'

const mostCharacters = 2_000

/** What somebody has said when nobody could answer, as the provider understood it: a conversation with words, and no recording. */
export const leaveMessage = async (tx: Ctx, call: Call, speech: string): Promise<Taken> => {
  // A database keeps no NUL.
  const words = speech.replaceAll('\0', ' ').trim().slice(0, mostCharacters)
  if (words === '') return { change: { step: 'bye' } }
  const { id, caseNumber } = await unverifiedCase(tx, call, { body: words, channel: 'callback' })
  await markCall(tx, id, { event: 'voicemail' })
  return { change: { step: 'bye', conversation_id: id }, say: [{ key: 'voice.message.thanks', values: { number: [...caseNumber].join(' ') } }] }
}
