import type { DeskConversation } from '#contract/desk'
import Merge from 'lucide-react/icons/merge'
import Split from 'lucide-react/icons/split'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import ThumbsDown from 'lucide-react/icons/thumbs-down'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import { go, pathOf, type View } from '../address.ts'
import { useSuspect, useUnmerge, useUnsplit } from '../api/casework.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** What one must know before one reads: it is suspicious, it goes on elsewhere, what its asker thought. */
export const Banners = ({ conversation, view }: { conversation: DeskConversation; view: View }) => {
  const { t } = useWords()
  const { id, casework } = conversation
  const clearing = useSuspect(id)
  const unmerging = useUnmerge(id)
  const unsplitting = useUnsplit(id)
  const unsplit = () =>
    unsplitting.mutate(undefined, {
      onSuccess: (from) => {
        say('done', t('split.undone', { number: from.caseNumber }))
        go(pathOf(view, from.id))
      },
      onError: (error) => say('failed', error instanceof Refused && error.code === 'thread_changed' ? t('split.tooLate') : refusalInWords(t, error)),
    })
  const onError = (error: Error) => say('failed', refusalInWords(t, error))
  return (
    <>
      {casework.suspicion && (
        <p className="banner tone-danger">
          <ShieldAlert aria-hidden /> <span>{t(`suspicion.${casework.suspicion.because}`)}</span>
          <Button onPress={() => clearing.mutate(false, { onError })} busy={clearing.isPending}>{t('suspicion.clear')}</Button>
        </p>
      )}
      {casework.splitFrom && (
        <p className="banner">
          <Split aria-hidden />
          <span>{t('split.from')} <Link href={pathOf(view, casework.splitFrom.id)} className="case-number">{casework.splitFrom.caseNumber}</Link></span>
          <Button onPress={unsplit} busy={unsplitting.isPending}>{t('split.undo')}</Button>
        </p>
      )}
      {casework.mergedInto && (
        <p className="banner">
          <Merge aria-hidden />
          <span>{t('merge.mergedInto')} <Link href={pathOf(view, casework.mergedInto.id)} className="case-number">{casework.mergedInto.caseNumber}</Link></span>
          <Button onPress={() => unmerging.mutate(id, { onError })} busy={unmerging.isPending}>{t('merge.undo')}</Button>
        </p>
      )}
      {casework.merged.map((other) => (
        <p className="banner" key={other.id}>
          <Merge aria-hidden />
          <span>{t('merge.contains', { name: other.askerName })} <Link href={pathOf(view, other.id)} className="case-number">{other.caseNumber}</Link></span>
          <Button onPress={() => unmerging.mutate(other.id, { onError })} busy={unmerging.isPending}>{t('merge.undo')}</Button>
        </p>
      ))}
      {casework.rating && (
        <p className={`banner tone-${casework.rating.good ? 'ok' : 'warn'}`}>
          {casework.rating.good ? <ThumbsUp aria-hidden /> : <ThumbsDown aria-hidden />}
          <span dir="auto">{t(casework.rating.good ? 'rated.good' : 'rated.bad')}{casework.rating.why && `: ${casework.rating.why}`}</span>
        </p>
      )}
    </>
  )
}
