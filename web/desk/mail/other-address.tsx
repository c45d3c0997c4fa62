import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useMailAct } from '../api/mail.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** A mail that did not arrive goes to another address of the same person; what was typed stays when that is refused. */
export const OtherAddress = ({ id }: { id: string }) => {
  const { t } = useWords()
  const act = useMailAct()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => (open ? field.current?.focus() : undefined), [open])
  if (!open) return <Button onPress={() => setOpen(true)}>{t('mail.otherAddress')}</Button>
  const send = (event: FormEvent) => {
    event.preventDefault()
    act.mutate({ path: `/desk/undelivered-mail/${id}/to`, body: { address } }, { onError: (error) => say('failed', refusalInWords(t, error)), onSuccess: () => say('done', t('mail.sendAgainDone')) })
  }
  return (
    <form className="mail-other" onSubmit={send}>
      <label className="field">
        {t('mail.otherAddress.label')}
        <input type="email" required maxLength={254} value={address} onChange={(event) => setAddress(event.target.value)} ref={field} dir="ltr" />
      </label>
      <Button type="submit" busy={act.isPending}>
        {t('mail.otherAddress.send')}
      </Button>
    </form>
  )
}
