import { Holding, TakenBack, type SaveDraft } from '#contract/casework'
import type { Reply } from '#contract/desk'
import { z } from 'zod'
import { post, useVerb } from './actions.ts'

const Nothing = z.unknown()

export const useHold = (id: string) => useVerb(id, (body: Reply) => post(Holding, { id, verb: 'hold', body }))
export const useTakeBack = (id: string) => useVerb(id, () => post(TakenBack, { id, verb: 'take-back' }))
export const useSendNow = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'send-now' }))

/** What is being written, kept on the server; a lost call is made again with the next change. */
export const keepDraft = (id: string, body: SaveDraft) => post(Nothing, { id, verb: 'draft', body })
