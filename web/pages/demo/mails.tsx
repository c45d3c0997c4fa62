import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { MailView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { demoLanguages } from './languages.ts'

type ListProps = { visit: Visit; mails: MailView[]; next: string | null; isFirst: boolean }

const toDemo = ({ tr, locale }: Visit) => ({ name: tr.t('demo.title'), href: `/demo?locale=${locale}` })
const mailPath = ({ locale }: Visit, id: string) => `/demo/mail/${encodeURIComponent(id)}?locale=${locale}`

/** Every mail and code, the newest first. */
export const MailsPage = ({ visit, mails, next, isFirst }: ListProps) => {
  const { tr, now, locale } = visit
  return (
    <Page visit={visit} title={tr.t('demo.mails')} door="partner" trail={[toDemo(visit)]} alternates={demoLanguages(visit, '/demo/mail')}>
      <h1>{tr.t('demo.mails')}</h1>
      <p class="lead">{tr.t('demo.mailsText')}</p>
      {mails.length === 0 ? <p>{tr.t(isFirst ? 'demo.noMails' : 'demo.noMoreMails')}</p> : (
        <ul class="mails">
          {mails.map((mail) => (
            <li>
              <a href={mailPath(visit, mail.id)}>{mail.subject || tr.t('demo.noSubject')}</a>
              <p class="meta">{tr.t('demo.mailTo', { to: mail.to })} · <time datetime={mail.createdAt.toISOString()} title={tr.dateTime(mail.createdAt, 'zoned')}>{tr.relative(mail.createdAt, now)}</time> · <MailState visit={visit} mail={mail} /></p>
            </li>
          ))}
        </ul>
      )}
      <p class="pages">
        {isFirst ? null : <a class="button secondary" href={`/demo/mail?locale=${locale}`}>{tr.t('demo.newest')}</a>}
        {next ? <a class="button secondary" href={`/demo/mail?${new URLSearchParams({ locale, after: next })}`}>{tr.t('demo.older')}</a> : null}
      </p>
    </Page>
  )
}

const MailState = ({ visit: { tr, now }, mail }: { visit: Visit; mail: MailView }) => {
  if (mail.error) return <span class="failed"><Icon name="alert" size={16} /> {tr.t('demo.mailFailed')}</span>
  return <span>{mail.sentAt ? tr.t('demo.mailSent', { when: tr.relative(mail.sentAt, now) }) : tr.t('demo.mailKept')}</span>
}

/** One mail as it was written: headers, text, and how the HTML looks. */
export const MailPage = ({ visit, mail }: { visit: Visit; mail: MailView }) => {
  const { tr, locale } = visit
  const subject = mail.subject || tr.t('demo.noSubject')
  const trail = [toDemo(visit), { name: tr.t('demo.mails'), href: `/demo/mail?locale=${locale}` }]
  return (
    <Page visit={visit} title={subject} door="partner" trail={trail} alternates={demoLanguages(visit, `/demo/mail/${encodeURIComponent(mail.id)}`)}>
      <h1>{subject}</h1>
      <dl class="mail-headers">
        <dt>{tr.t('demo.to')}</dt><dd>{mail.to}</dd>
        <dt>{tr.t('demo.written')}</dt><dd>{tr.dateTime(mail.createdAt, 'zoned')}</dd>
        <dt>{tr.t('demo.state')}</dt><dd><MailState visit={visit} mail={mail} />{mail.error ? <span class="reason">{mail.error}</span> : null}</dd>
      </dl>
      <h2>{tr.t('demo.asText')}</h2>
      <pre class="mail-text">{mail.text}</pre>
      <h2>{tr.t('demo.asHtml')}</h2>
      <iframe class="mail-html" sandbox="" title={tr.t('demo.asHtmlTitle', { subject })} src={`/demo/mail/${encodeURIComponent(mail.id)}/html`}></iframe>
    </Page>
  )
}
