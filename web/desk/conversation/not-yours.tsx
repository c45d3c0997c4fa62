import type { DeskConversation } from '#contract/desk'
import Hand from 'lucide-react/icons/hand'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import type { Handling } from './use-handling.ts'

type NotYoursProps = { id: string; conversation: DeskConversation; handling: Handling }

/** Why there is no field to answer in, and what to do about it. */
export const NotYours = ({ id, conversation: { closure, asker }, handling }: NotYoursProps) => {
  const { t } = useWords()
  const free = handling.holder === 'nobody' && closure === null
  const text = () => {
    if (closure !== null) return t('composer.closed', { name: asker.name, outcome: t(`outcome.${closure.outcome}`) })
    if (handling.holder === 'another') return t('composer.another', { name: handling.holderName ?? '' })
    return t('composer.takeFirst')
  }
  return (
    <div className="not-yours" id={id} tabIndex={-1}>
      <p>{text()}</p>
      {free && (
        <Button look="primary" icon={Hand} onPress={handling.take} busy={handling.busy}>
          {t('handling.take')}
        </Button>
      )}
    </div>
  )
}
