import type { DeskConversation } from '#contract/desk'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import Undo from 'lucide-react/icons/undo-2'
import Zap from 'lucide-react/icons/zap'
import { useActNow, useTakeBackMacro } from '../api/macros.ts'
import { Refused } from '../api/request.ts'
import { Leaves } from '../conversation/leaves.tsx'
import { useCommand } from '../frame/commands.ts'
import { say } from '../frame/notices.ts'
import { useMe } from '../me.tsx'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { Steps } from './steps.tsx'

/** A saved reply about to act: for some seconds whoever chose it can have it undone as a whole; or why nothing of it was done. */
export const HeldMacro = ({ conversation: { id, casework: { macro, held } } }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const taking = useTakeBackMacro(id)
  const acting = useActNow(id)
  const isMine = macro?.agentId === useMe().id
  const alone = macro !== null && (macro.refused !== null || !macro.withReply || held === null)
  const onError = (error: Error) => say('failed', error instanceof Refused && error.code === 'not_found' ? t('macro.acted') : refusalInWords(t, error))
  const undo = () => taking.mutate(undefined, { onError })
  useCommand({ title: 'macro.undo', group: 'conversation', shortcut: 'z', run: undo, off: !isMine || !alone })
  if (!macro || !alone) return null
  return (
    <article className="said held-macro" data-refused={macro.refused !== null} aria-label={t('macro.label', { name: macro.name })}>
      <header className="said-head">
        {macro.refused === null ? <Zap aria-hidden /> : <TriangleAlert aria-hidden />}
        <span className="said-name">{macro.name}</span>
        <span className="said-kind">{macro.refused === null ? <Leaves at={macro.actsAt} words={{ soon: 'macro.actsIn', now: 'macro.acting' }} /> : t('macro.nothingDone')}</span>
      </header>
      <Steps actions={macro.actions} />
      {macro.refused !== null && <p className="failure">{refusalInWords(t, new Refused(macro.refused))}</p>}
      {isMine && (
        <p className="held-foot">
          <Button icon={Undo} onPress={undo} busy={taking.isPending} shortcut="z">{t(macro.refused === null ? 'macro.undo' : 'macro.putAway')}</Button>
          {macro.refused === null && <Button icon={Zap} onPress={() => acting.mutate(undefined, { onError })} busy={acting.isPending}>{t('macro.now')}</Button>}
        </p>
      )}
    </article>
  )
}
