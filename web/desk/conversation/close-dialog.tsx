import { Outcome, outcomes } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import { useState, type FormEvent } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useClose } from '../api/actions.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

type CloseDialogProps = { conversation: DeskConversation; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const maxReason = 500

export const CloseDialog = ({ conversation, isOpen, onOpenChange }: CloseDialogProps) => {
  const { t } = useWords()
  return (
    <Sheet title={t('close.title', { name: conversation.asker.name })} isOpen={isOpen} onOpenChange={onOpenChange}>
      <CloseForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </Sheet>
  )
}

const CloseForm = ({ conversation, onDone }: { conversation: DeskConversation; onDone: () => void }) => {
  const { t } = useWords()
  const { name } = conversation.asker
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [askerAgreed, setAskerAgreed] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const closing = useClose(conversation.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (outcome === null || askerAgreed === null || closing.isPending) return
    const said = reason.trim()
    const onSuccess = () => {
      say('done', t(askerAgreed ? 'close.done' : 'close.announced', { name }))
      onDone()
    }
    closing.mutate({ outcome, askerAgreed, ...(said !== '' && { reason: said }) }, { onSuccess })
  }
  return (
    <form className="form" onSubmit={submit}>
      <Choice label={t('close.outcome')} value={outcome} onChange={(value) => setOutcome(Outcome.parse(value))} options={outcomes.map((value) => ({ value, text: t(`outcome.${value}`) }))} />
      <Choice
        label={t('close.agreed', { name })}
        value={askerAgreed === null ? null : askerAgreed ? 'yes' : 'no'}
        onChange={(value) => setAskerAgreed(value === 'yes')}
        options={[
          { value: 'yes', text: t('close.agreedYes') },
          { value: 'no', text: t('close.agreedNo', { name }) },
        ]}
      />
      <label className="field">
        <span>{t('close.reason')}</span>
        <textarea rows={3} dir="auto" maxLength={maxReason} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {closing.error && (
        <p className="failure" role="alert">
          {refusalInWords(t, closing.error)}
        </p>
      )}
      <div className="form-foot">
        <Button onPress={onDone}>{t('dialog.cancel')}</Button>
        <Button look="primary" type="submit" disabled={outcome === null || askerAgreed === null} busy={closing.isPending}>
          {t(askerAgreed === false ? 'close.announce' : 'close.submit')}
        </Button>
      </div>
    </form>
  )
}

type ChoiceProps = { label: string; value: string | null; onChange: (value: string) => void; options: { value: string; text: string }[] }

const Choice = ({ label, value, onChange, options }: ChoiceProps) => (
  <RadioGroup className="radios" value={value} onChange={onChange} isRequired>
    <Label>{label}</Label>
    {options.map((option) => (
      <Radio className="radio" value={option.value} key={option.value}>
        <span className="radio-mark" aria-hidden />
        <span>{option.text}</span>
      </Radio>
    ))}
  </RadioGroup>
)
