import { sql } from 'kysely'
import type { SavedDraft, SaveDraft } from '#contract/casework'
import { headOf, makeWay } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { checkFiles, filesOf } from './attach.ts'

/**
 * Keeps what an agent has written and not sent, with the files that go along, and says when it was. That it is empty is kept too, or another machine of theirs could not
 * tell a text that was sent from one it has not heard of.
 */
export const saveDraft = async (ctx: Ctx<AgentActor>, conversationId: string, { kind, body, fileIds }: SaveDraft): Promise<Date> => {
  if (!(await headOf(ctx, conversationId))) throw new Refusal('not_found')
  const place: Place = { agentId: ctx.actor.id, conversationId, kind }
  await checkFiles(ctx, fileIds ?? [])
  const draft = { body: body.trim() === '' ? '' : body, ...(fileIds && { file_ids: fileIds }) }
  return draft.body === '' && !fileIds?.length ? changeDraft(ctx, place, draft) : putDraft(ctx, place, draft)
}

/** Before one answers: a colleague's answer leaves first, or its text is what they find in their field when they come back. */
export const giveWay = (ctx: Ctx<AgentActor>, conversationId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const left = await makeWay(tx, conversationId)
    if (!left) return
    const place: Place = { agentId: left.agentId, conversationId, kind: 'reply' }
    const begun = await tx.db.selectFrom('casework.draft').where((eb) => eb.and(keyOf(tx, place))).select(['body', 'file_ids']).executeTakeFirst()
    await putDraft(tx, place, { body: begun?.body ? `${left.body}\n\n${begun.body}` : left.body, file_ids: [...left.fileIds, ...(begun?.file_ids ?? [])] })
  })

type Place = { agentId: string; conversationId: string; kind: SaveDraft['kind'] }

const keyOf = (ctx: Ctx, { agentId, conversationId, kind }: Place) => ({ brand_id: ctx.actor.brandId, agent_id: agentId, conversation_id: conversationId, kind })

type Draft = { body: string; file_ids?: string[] }

const putDraft = async (ctx: Ctx, place: Place, draft: Draft): Promise<Date> => {
  const values = { ...draft, saved_at: ctx.now() }
  await ctx.db
    .insertInto('casework.draft')
    .values({ ...keyOf(ctx, place), ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'agent_id', 'conversation_id', 'kind']).doUpdateSet(values))
    .execute()
  return values.saved_at
}

const changeDraft = async (ctx: Ctx, place: Place, draft: Draft): Promise<Date> => {
  const values = { ...draft, saved_at: ctx.now() }
  await ctx.db.updateTable('casework.draft').set(values).where((eb) => eb.and(keyOf(ctx, place))).execute()
  return values.saved_at
}

/** The agent's own texts about a conversation; an empty one was sent or thrown away. */
export const draftsOf = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<SavedDraft[]> => {
  const rows = await ctx.db
    .selectFrom('casework.draft')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('agent_id', '=', ctx.actor.id)
    .where('conversation_id', '=', conversationId)
    .select(['kind', 'body', 'file_ids', 'saved_at'])
    .execute()
  const files = await filesOf(ctx, rows.flatMap(({ file_ids: ids }) => ids))
  return rows.map((row) => ({
    kind: row.kind === 'note' ? 'note' : 'reply', body: row.body, savedAt: row.saved_at.toISOString(), files: files.filter(({ id }) => row.file_ids.includes(id)),
  }))
}

/** Those of these files that go along with an answer that has not been sent. */
export const inDrafts = async (ctx: Ctx, fileIds: string[]): Promise<string[]> => {
  if (fileIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('casework.draft')
    .where('brand_id', '=', ctx.actor.brandId)
    .where(sql<boolean>`file_ids && ${fileIds}::uuid[]`)
    .select('file_ids')
    .execute()
  return rows.flatMap(({ file_ids: ids }) => ids)
}

const emptyKeptDays = 14

/** Empty ones that every machine has heard of, or has thrown its own text away by now. */
export const forgetEmptyDrafts = async (ctx: Ctx): Promise<void> => {
  await ctx.db
    .deleteFrom('casework.draft')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('body', '=', '')
    .where(sql<boolean>`file_ids = '{}'`)
    .where('saved_at', '<', new Date(ctx.now().getTime() - emptyKeptDays * 86_400_000))
    .execute()
}
