import type { SavedReply } from '#contract/casework'
import Zap from 'lucide-react/icons/zap'
import { useEffect, useRef } from 'react'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { Formatted } from '../parts/formatted.tsx'
import { useWords } from '../words/words.tsx'
import { Steps } from './steps.tsx'

type MacroPreviewProps = { reply: SavedReply | null; onClose: () => void; /** Its words alone. */ onWords: (reply: SavedReply) => void; /** With what it does. */ onAct: (reply: SavedReply) => void }

/** What a saved reply will write and do, before it does. */
export const MacroPreview = ({ reply, onClose, ...rest }: MacroPreviewProps) => (
  <Sheet title={reply?.name ?? ''} isOpen={reply !== null} onOpenChange={onClose}>
    {reply && <Preview reply={reply} {...rest} />}
  </Sheet>
)

const Preview = ({ reply, onWords, onAct }: Omit<MacroPreviewProps, 'reply' | 'onClose'> & { reply: SavedReply }) => {
  const { t } = useWords()
  const foot = useRef<HTMLDivElement>(null)
  useEffect(() => foot.current?.querySelector<HTMLElement>('.button-primary')?.focus(), [])
  const hasWords = reply.body.trim() !== ''
  return (
    <div className="macro-preview">
      {hasWords && (
        <div className="macro-words">
          <Formatted text={reply.body} lang={reply.locale} />
        </div>
      )}
      <h3>{t(hasWords ? 'macro.after' : 'macro.does')}</h3>
      <Steps actions={reply.actions} />
      <div className="form-foot" ref={foot}>
        {hasWords && <Button onPress={() => onWords(reply)}>{t('macro.wordsOnly')}</Button>}
        <Button look="primary" icon={Zap} onPress={() => onAct(reply)} disabled={reply.actions.some(({ gone }) => gone)}>
          {t(hasWords ? 'macro.insert' : 'macro.act')}
        </Button>
      </div>
    </div>
  )
}
