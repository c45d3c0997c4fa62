import type { Places, ThreadStretch } from '#contract/thread'
import { mergesOf, momentOf, placesOf, readableHead, saidIn, thread, type Stretch } from '#conversations'
import type { AgentActor, Ctx } from '#identity'

/** What is older in a conversation than an entry, with what was said meanwhile in what is merged into it. */
export const olderEntries = async (ctx: Ctx<AgentActor>, id: string, stretch: Stretch): Promise<ThreadStretch> => {
  const [{ entries, before }, { merged }, until] = await Promise.all([thread(ctx, id, stretch), mergesOf(ctx, id), stretch.before ? momentOf(ctx, id, stretch.before) : null])
  const ids = merged.map((other) => other.id)
  const said = await saidIn(ctx, ids, { from: before === null ? null : new Date(entries[0]?.at ?? 0), until })
  return { entries, before, merged: ids.map((other) => ({ id: other, entries: said.get(other) ?? [] })) }
}

const fewestLetters = 3

/** Where words stand in a conversation and in what is merged into it; `loose`: else the first of them that stands there. */
export const placesInThread = async (ctx: Ctx<AgentActor>, id: string, { q, loose }: { q: string; loose: boolean }): Promise<Places> => {
  await readableHead(ctx, id)
  const { merged } = await mergesOf(ctx, id)
  const numbers = new Map(merged.map((other) => [other.id, other.case_number]))
  for (const words of loose ? [q, ...q.split(/\s+/)].filter(({ length }) => length >= fewestLetters) : [q]) {
    const found = await placesOf(ctx, [id, ...numbers.keys()], words)
    if (found.length > 0) return { words, places: found.map(({ conversation_id: at, seq, reach }) => ({ seq, caseNumber: numbers.get(at) ?? null, reach })) }
  }
  return { words: q, places: [] }
}
