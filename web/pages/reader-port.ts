import type { VoteReason } from '#contract/articles'
import type { ArticleView, DraftPlace, HelpDoor } from './ports.ts'

export type VoteInput = { revision: number; helpful: boolean; reason?: VoteReason | undefined; comment?: string | undefined }

/** Who reads an article: a signed-in partner user, a browser that has voted before, or nobody known. */
export type ReaderPort = {
  /** Only a partner user has saves on the server; everybody else's stay in the browser. */
  saves: { has(key: string): Promise<boolean>; save(key: string): Promise<void>; unsave(key: string): Promise<void> } | null
  /** Remembers the reading of somebody known; `from` is the subtopic whose answers led here. */
  read(article: ArticleView, at: { door: HelpDoor; from: DraftPlace | null }): Promise<void>
  /** Remembers for a short while that somebody known searched. */
  sought(inquiryId: string): Promise<void>
  /** Makes the browser known, by a random id of ours that it keeps. */
  vote(article: ArticleView, vote: VoteInput): Promise<void>
}
