import { Icon } from '../parts/icon.tsx'
import type { Visit } from '../site.ts'

/**
 * Where the phone lists what it has not sent yet: all of it, or what is about one conversation. The phone fills it from what it
 * keeps itself; the words are here.
 */
export const Outbox = ({ visit: { tr, locale }, about }: { visit: Visit; about?: string }) => (
  <section class="outbox" data-outbox-list={about ?? ''} aria-label={tr.t('app.outbox.title')} hidden>
    <ul class="plain" aria-live="polite"></ul>
    <template>
      <li class="outbox-item">
        <p class="line"><strong data-of="title"></strong> <span class="chip" data-of="state" data-waiting={tr.t('app.outbox.waiting')} data-sending={tr.t('app.outbox.sending')} data-unsure={tr.t('app.outbox.unsure')} data-failed={tr.t('app.outbox.failed')} data-sent={tr.t('app.outbox.sent')}></span></p>
        <p class="words" dir="auto" data-of="body"></p>
        <p class="meta" data-of="files" hidden><Icon name="file" size={18} /> <span></span></p>
        <p class="meta" data-of="unsure" hidden>{tr.t('app.outbox.unsureWhy')}</p>
        <p class="error" data-of="problem" data-signed-out={tr.t('app.outbox.signedOut')} data-too-large={tr.t('app.outbox.tooLarge')} data-problem={tr.t('app.outbox.problem')} hidden></p>
        <p class="outbox-edit" data-of="edit" hidden>
          <label><span class="visually-hidden">{tr.t('contact.body')}</span><textarea rows={4} dir="auto"></textarea></label>
          <button class="button" type="button" data-do="keep">{tr.t('app.outbox.keep')}</button>
        </p>
        <p class="actions">
          <a class="button" href={`/${locale}/extranet/sign-in?${new URLSearchParams({ next: `/${locale}/app/outbox` })}`} data-of="signIn" hidden>{tr.t('signIn.signIn')}</a>
          <button class="button secondary" type="button" data-do="retry">{tr.t('app.outbox.retry')}</button>
          <button class="button secondary" type="button" data-do="bare" hidden>{tr.t('app.outbox.withoutFiles')}</button>
          <button class="button secondary" type="button" data-do="edit">{tr.t('app.outbox.edit')}</button>
          <button class="button plain" type="button" data-do="withdraw">{tr.t('app.outbox.withdraw')}</button>
          <button class="button plain" type="button" data-do="forget">{tr.t('app.outbox.forget')}</button>
          <a class="button secondary" href={`/${locale}/app/outbox`} data-of="open" hidden>{tr.t('contact.toConversation')}</a>
        </p>
      </li>
    </template>
  </section>
)
