import { FilesField } from '../../extranet/message.tsx'
import { describedBy, Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Letters } from '../../parts/letters.tsx'
import type { BookingView, LettersView } from '../../guest-port.ts'
import type { RefusedFile } from '../../ports.ts'
import type { Visit } from '../../site.ts'
import { BookingFrame, Days } from './frame.tsx'

type Props = { visit: Visit; booking: BookingView; thread: LettersView; formId: string; typed: string; error: string | undefined; refused: RefusedFile[] }

/** The guest and the property, in one thread; each sees the other's name and nothing else. */
export const MessagesPage = ({ visit, booking, thread, formId, typed, error, refused }: Props) => {
  const { tr, locale } = visit
  const hint = tr.t('guest.messages.hint')
  return (
    <BookingFrame visit={visit} title={tr.t('guest.do.message')} booking={booking} inside>
      <h1>{tr.t('guest.messages.title', { property: booking.propertyName })}</h1>
      <p class="lead"><Days visit={visit} booking={booking} /></p>
      {thread.letters.length === 0 ? <p>{tr.t('guest.messages.none', { property: booking.propertyName })}</p> : <Letters visit={visit} thread={thread} reader="guest" />}
      {thread.mayWrite ? (
        <form method="post" enctype="multipart/form-data" class="message-form" id="reply" data-once>
          <input type="hidden" name="id" value={formId} />
          <Field id="body" label={tr.t('guest.messages.write')} hint={hint} error={error}>
            <textarea id="body" name="body" rows={5} required dir="auto" maxlength={5_000} {...describedBy('body', { hint, error })}>{typed}</textarea>
          </Field>
          <FilesField visit={visit} form={thread} refused={refused} errors={refused.length > 0 ? { files: tr.t('contact.someFilesRefused') } : {}} />
          <p class="actions"><button class="button" type="submit"><Icon name="send" size={18} /> {tr.t('guest.messages.send')}</button></p>
        </form>
      ) : <p class="callout">{tr.t('guest.why.too-late', { property: booking.propertyName })} <a href={`/${locale}/guest/contact`}>{tr.t('guest.contactUs')}</a></p>}
    </BookingFrame>
  )
}
