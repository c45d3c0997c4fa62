import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react'
import { go, pathOf } from '../address.ts'
import { phoneQuery } from '../api/phone.ts'
import { useRedeemCode } from '../api/actions.ts'
import { Refused } from '../api/request.ts'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { CallLog } from '../phone/call-log.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { patiently } from './patiently.ts'

const TelephoneSettings = lazy(async () => ({ default: (await patiently(() => import('../phone/softphone/telephone-settings.tsx'))).TelephoneSettings }))

type CallDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Somebody calls and reads out a code: it opens their conversation, and nothing has to be repeated. */
export const CallDialog = ({ isOpen, onOpenChange }: CallDialogProps) => {
  const { t } = useWords()
  const phone = useQuery(phoneQuery).data
  return (
    <Sheet title={t('call.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <CodeForm onDone={() => onOpenChange(false)} />
      {phone?.softphone && (
        <Suspense>
          <TelephoneSettings />
        </Suspense>
      )}
      <CallLog />
    </Sheet>
  )
}

const CodeForm = ({ onDone }: { onDone: () => void }) => {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const redeeming = useRedeemCode()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const isWhole = /^\d{3} ?\d{3}$/.test(code.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole || redeeming.isPending) return
    const onSuccess = ({ conversationId }: { conversationId: string }) => {
      onDone()
      go(pathOf('mine', conversationId))
    }
    redeeming.mutate({ code: code.trim() }, { onSuccess })
  }
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        <span>{t('call.code')}</span>
        <input ref={input} inputMode="numeric" autoComplete="off" maxLength={7} value={code} onChange={(event) => setCode(event.target.value)} />
      </label>
      <p className="hint">{t('call.hint')}</p>
      {redeeming.error && (
        <p className="failure" role="alert">
          {isSpent(redeeming.error) ? t('call.spent') : refusalInWords(t, redeeming.error)}
        </p>
      )}
      <div className="form-foot">
        <Button onPress={onDone}>{t('dialog.cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isWhole} busy={redeeming.isPending}>
          {t('call.open')}
        </Button>
      </div>
    </form>
  )
}

const isSpent = (error: Error) => error instanceof Refused && error.code === 'already_used'
