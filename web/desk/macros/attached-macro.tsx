import X from 'lucide-react/icons/x'
import Zap from 'lucide-react/icons/zap'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import { attach, useAttached } from './attached.ts'
import { Steps } from './steps.tsx'

/** What happens once the answer being written has left. */
export const AttachedMacro = ({ conversationId }: { conversationId: string }) => {
  const { t } = useWords()
  const macro = useAttached(conversationId)
  if (!macro) return null
  return (
    <div className="attached-macro" role="group" aria-label={t('macro.after')}>
      <Zap aria-hidden />
      <div>
        <p>{t('macro.after')}</p>
        <Steps actions={macro.actions} />
      </div>
      <IconButton label={t('macro.detach', { name: macro.name })} icon={X} onPress={() => attach(conversationId, null)} />
    </div>
  )
}
