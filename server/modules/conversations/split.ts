import type { Right } from '#contract/content'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append } from './append.ts'
import { open, type Opened } from './open.ts'
import * as q from './queries.ts'

export type Split = { submissionId: string; seqs: number[]; topic: string; subtopic: string; neededRight: Right; promisedAt: Date | null }

/**
 * Makes a conversation of its own out of some of the asker's messages: another matter that came along. They stay where they
 * are as well, so that nothing that was answered loses its question. Merging it back undoes it.
 */
export const split = (ctx: Ctx<AgentActor>, id: string, { submissionId, seqs, topic, subtopic, neededRight, promisedAt }: Split): Promise<Opened> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    if (!head) throw new Refusal('not_found')
    const places = seqs.map((seq) => ({ id, seq }))
    const entries = (await q.entriesAt(tx.db, brandId, places)).filter(({ kind }) => kind === 'message').toSorted((a, b) => a.seq - b.seq)
    if (entries.length === 0 || entries.length < new Set(seqs).size) throw new Refusal('invalid', { field: 'seqs', problem: 'no-message' })
    const files = await q.attachmentsAt(tx.db, brandId, places)
    const opened = await open({ ...tx, actor: { kind: 'system', brandId, id: null, name: '' } }, {
      submissionId, door: head.door === 'guest' ? 'guest' : 'partner', channel: channelOf(head.channel), partnerId: head.partner_id, askerId: head.asker_id,
      askerName: head.asker_name, propertyId: head.property_id, reservationId: head.reservation_id, topic, subtopic, locale: head.locale, neededRight,
      callbackNumber: head.callback_number, proof: proofOf(head.asker_proof), level: head.asker_level, email: head.asker_email, promisedAt,
      body: entries.map(({ body }) => body ?? '').join('\n\n'), fileIds: files.map((file) => file.file_id),
    })
    if (!opened.repeated) await append(tx, id, { kind: 'split', data: { caseNumber: opened.caseNumber } })
    return opened
  })

// What was said by phone or in a chat goes on in writing.
const channelOf = (channel: string) => (channel === 'email' || channel === 'app' ? channel : 'message')
const proofs = ['pin', 'short-pin', 'link', 'account'] as const
const proofOf = (proof: string | null) => proofs.find((known) => known === proof) ?? null
