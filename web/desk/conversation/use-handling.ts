import type { DeskConversation } from '#contract/desk'
import { useRelease, useTake } from '../api/actions.ts'
import { Refused } from '../api/request.ts'
import { announce, say } from '../frame/notices.ts'
import { useCommand } from '../frame/commands.ts'
import { useMe } from '../me.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

export type Handling = {
  holder: 'nobody' | 'me' | 'another'
  holderName: string | null
  busy: boolean
  take: () => void
  release: () => void
}

/** Who has the conversation, taking it and putting it back. Of two who take at once one is told who was first. */
export const useHandling = ({ id, claim, closure, asker }: DeskConversation): Handling => {
  const { t } = useWords()
  const me = useMe()
  const taking = useTake(id)
  const releasing = useRelease(id)
  const holder = claim === null ? 'nobody' : claim.agentId === me.id ? 'me' : 'another'
  const failed = (error: Error) => say('failed', refusalInWords(t, error))

  const take = () => {
    if (holder !== 'nobody' || closure !== null || taking.isPending) return
    taking.mutate(undefined, {
      onSuccess: () => announce(t('handling.taken', { name: asker.name })),
      onError: (error) => say('failed', error instanceof Refused && error.code === 'taken_by_another' ? tooLate(error) : refusalInWords(t, error)),
    })
  }
  const tooLate = (error: Refused) => t('handling.tooLate', { name: String(error.detail.name ?? t('refusal.somebody')) })
  const release = () => releasing.mutate(undefined, { onSuccess: () => say('done', t('handling.released')), onError: failed })
  useCommand({ title: 'shortcuts.take', group: 'conversation', shortcut: 't', run: take, off: holder !== 'nobody' || closure !== null })
  useCommand({ title: 'handling.release', group: 'conversation', run: release, off: holder !== 'me' })
  return { holder, holderName: claim?.name ?? null, busy: taking.isPending || releasing.isPending, take, release }
}
