import type { Ctx } from '#identity'
import * as q from './queries.ts'

const fewest = 3

/**
 * By how many seconds our clock is ahead of the servers that hand mail to us: the least time from their stamp to ours among the newest
 * mails, as one that comes at once shows. Null while too few have come to say.
 */
export const clockOffset = async (ctx: Ctx): Promise<number | null> => {
  const found = (await q.newestHeads(ctx.db, ctx.actor.brandId)).flatMap(({ head, received_at: at }) => {
    const stamp = stampOf(head.toString('latin1'))
    return stamp === null ? [] : [(at.getTime() - stamp) / 1_000]
  })
  return found.length < fewest ? null : Math.round(Math.min(...found))
}

const stampOf = (head: string): number | null => {
  const line = /^received:((?:[^\r\n]|\r?\n[ \t])*)/im.exec(head.split(/\r?\n\r?\n/, 1)[0] ?? '')?.[1]
  const at = Date.parse(line?.slice(line.lastIndexOf(';') + 1).replace(/\s+/g, ' ').trim() ?? '')
  return Number.isNaN(at) ? null : at
}
