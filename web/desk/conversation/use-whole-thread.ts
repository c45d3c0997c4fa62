import type { Entry } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import type { ThreadStretch } from '#contract/thread'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { olderEntries } from '../api/thread.ts'

/** What lies further back: whether there is something, and how to fetch it, a stretch or all of it from an entry on. */
export type Older = { has: boolean; state: 'idle' | 'busy' | 'failed'; load: (from?: number) => void }

type Known = { merged: string; stretches: ThreadStretch[] }

/** The conversation as far back as it was read: the server gives its newest entries, and older ones when they are asked for. */
export const useWholeThread = (newest: DeskConversation): { conversation: DeskConversation; older: Older } => {
  const merged = newest.casework.merged.map(({ id }) => id).join()
  const [known, setKnown] = useState<Known>({ merged, stretches: [] })
  const stretches = useMemo(() => (known.merged === merged && joins(known.stretches, newest.entries) ? known.stretches : []), [known, merged, newest.entries])
  const before = stretches[0] ? stretches[0].before : newest.before
  const loading = useMutation({
    mutationFn: (from: number | undefined) => (before === null ? Promise.reject(new Error('nothing is older')) : olderEntries(newest.id, { before, from })),
    onSuccess: (stretch) => setKnown({ merged, stretches: [stretch, ...stretches] }),
  })
  const { mutate } = loading
  const older = useMemo((): Older => ({
    has: before !== null,
    state: loading.isPending ? 'busy' : loading.isError ? 'failed' : 'idle',
    load: (from) => mutate(from),
  }), [before, loading.isPending, loading.isError, mutate])
  const conversation = useMemo(() => (stretches.length === 0 ? newest : withOlder(newest, stretches)), [newest, stretches])
  return { conversation, older }
}

// Entries are counted without gaps. After a great many new ones the two ends no longer meet: then one reads back anew.
const joins = (stretches: readonly ThreadStretch[], entries: readonly Entry[]) => {
  const [last, first] = [stretches.at(-1)?.entries.at(-1)?.seq, entries[0]?.seq]
  return last === undefined || first === undefined || last + 1 === first
}

const withOlder = (newest: DeskConversation, stretches: readonly ThreadStretch[]): DeskConversation => {
  const merged = newest.casework.merged.map((other) => ({ ...other, entries: [...stretches.flatMap((stretch) => stretch.merged.find(({ id }) => id === other.id)?.entries ?? []), ...other.entries] }))
  return { ...newest, entries: [...stretches.flatMap(({ entries }) => entries), ...newest.entries], casework: { ...newest.casework, merged } }
}
