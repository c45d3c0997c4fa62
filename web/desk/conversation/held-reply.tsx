import type { DeskConversation } from '#contract/desk'
import Clock from 'lucide-react/icons/clock'
import Send from 'lucide-react/icons/send-horizontal'
import Undo from 'lucide-react/icons/undo-2'
import { runCommand, useCommand } from '../frame/commands.ts'
import { Button } from '../parts/button.tsx'
import { Formatted } from '../parts/formatted.tsx'
import { useWords } from '../words/words.tsx'
import { Steps } from '../macros/steps.tsx'
import { Leaves } from './leaves.tsx'
import { useHeld } from './use-sending.ts'

/** An answer on its way out: for some seconds its writer can have it back. */
export const HeldReply = ({ conversation }: { conversation: DeskConversation }) => {
  const { t } = useWords()
  const { held, isMine, takeBack, sendNow } = useHeld(conversation)
  const undo = () => {
    takeBack()
    runCommand('shortcuts.reply')
  }
  useCommand({ title: 'shortcuts.undo', group: 'conversation', shortcut: 'z', run: undo, off: !isMine })
  const { macro } = conversation.casework
  if (!held) return null
  return (
    <article className="said said-reply said-held" aria-label={t('held.label', { name: held.name })}>
      <header className="said-head">
        <Clock aria-hidden />
        <bdi className="said-name">{held.name}</bdi>
        <span className="said-kind">{held.stopped ? t('held.stopped') : <Leaves at={held.leavesAt} words={{ soon: 'held.leaves', now: 'held.leaving' }} />}</span>
      </header>
      <Formatted text={held.body} lang={conversation.locale} />
      {macro?.withReply && (
        <div className="held-after">
          <p>{t('macro.after')}</p>
          <Steps actions={macro.actions} />
        </div>
      )}
      {isMine && !held.stopped && (
        <p className="held-foot">
          <Button icon={Undo} onPress={undo} shortcut="z">
            {t('held.undo')}
          </Button>
          <Button icon={Send} onPress={sendNow}>
            {t('held.now')}
          </Button>
        </p>
      )}
    </article>
  )
}
