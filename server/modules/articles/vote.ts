import { maxCommentLength, type VoteReason } from '#contract/articles'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries/votes.ts'
import { readerKey, type KnownReader } from './known-reader.ts'

type Ctx = Context<BaseActor>

export type Vote = {
  reader: KnownReader
  key: string
  /** The language and the revision of the text that was read; `readerLocale` is that of the page around it. */
  locale: string
  revision: number
  readerLocale: string
  helpful: boolean
  reason?: VoteReason | undefined
  comment?: string | undefined
  network: string
}

// An office of partners votes from one network; somebody who votes a hundred times an hour does not read.
const mostVotes = 100
const windowMinutes = 60

/** Says whether an article helped. One vote per reader and revision: voting again changes it; a no keeps its reason until another is given. */
export const vote = async (ctx: Ctx, { reader, network, helpful, reason, comment, ...read }: Vote): Promise<void> => {
  const text = comment?.trim() ?? ''
  if (text.length > maxCommentLength) throw new Refusal('invalid', { field: 'comment', problem: 'too-long', length: text.length })
  await countAttempt(ctx, { subject: `article-vote:${network}`, most: mostVotes, windowMinutes })
  await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    if (!(await queries.hasRevision(tx.db, brandId, read))) throw new Refusal('not_found')
    await queries.upsertVote(tx.db, {
      brand_id: brandId, key: read.key, locale: read.locale, revision: read.revision, reader: readerKey(reader), reader_locale: read.readerLocale,
      helpful, reason: helpful ? null : (reason ?? null), comment: text || null, at: tx.now(),
    })
    await record(tx, { name: 'article.voted', payload: { key: read.key, locale: read.locale, revision: read.revision, helpful } })
  })
}
