import type { ArrivedMail, MailRoom, UndeliveredMail } from '#contract/mail'
import { useQuery } from '@tanstack/react-query'
import MailIcon from 'lucide-react/icons/mail'
import type { ReactNode } from 'react'
import { pathOf } from '../address.ts'
import { mailQuery, useMailAct } from '../api/mail.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { alarmInWords, saidBy } from './mail-alarm-words.ts'
import { OtherAddress } from './other-address.tsx'
import { outcomeInWords, whyInWords } from './mail-words.ts'

/** Everything about mail that a person has to decide: held, unread, undelivered; and what was set aside, so that nothing is lost. */
export const MailPage = () => {
  const { t } = useWords()
  const found = useQuery(mailQuery)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.mail')}
        </h2>
        <p className="hint">{t('mail.lead')}</p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={5} />}
      {found.isError && !found.data && <Trouble title={t('mail.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <Room room={found.data} />}
    </section>
  )
}

const Room = ({ room }: { room: MailRoom }) => {
  const { t } = useWords()
  const isQuiet = room.attention.length + room.undelivered.length + room.suppressed.length + room.aside.length + room.alarms.length === 0
  if (isQuiet) return <State icon={MailIcon} title={t('mail.nothing')} />
  return (
    <>
      <Group title={t('mail.alarms')} rows={room.alarms}>
        {(alarm) => (
          <li key={`${alarm.part} ${alarm.name}`} className="mail-row mail-alarm" role="alert">
            <strong>{alarmInWords(t, alarm)}</strong> {saidBy(alarm) && <bdi className="hint">{saidBy(alarm)}</bdi>}
          </li>
        )}
      </Group>
      <Group title={t('mail.attention')} rows={room.attention}>{(mail) => <Arrived key={mail.id} mail={mail} />}</Group>
      <Group title={t('mail.undelivered')} rows={room.undelivered}>{(mail) => <Undelivered key={mail.id} mail={mail} />}</Group>
      <Group title={t('mail.suppressed')} rows={room.suppressed}>{(row) => <Suppressed key={row.address} row={row} />}</Group>
      <Group title={t('mail.aside')} rows={room.aside}>{(mail) => <Arrived key={mail.id} mail={mail} />}</Group>
    </>
  )
}

const Group = <Row,>({ title, rows, children }: { title: string; rows: readonly Row[]; children: (row: Row) => ReactNode }) =>
  rows.length === 0 ? null : (
    <section className="mail-group" aria-label={title}>
      <h3>{title}</h3>
      <ul className="mail-rows">{rows.map(children)}</ul>
    </section>
  )

const Act = ({ path, body, label, done }: { path: string; body?: unknown; label: string; done: string }) => {
  const { t } = useWords()
  const act = useMailAct()
  return (
    <Button busy={act.isPending} onPress={() => act.mutate({ path, body }, { onError: (error) => say('failed', refusalInWords(t, error)), onSuccess: () => say('done', done) })}>
      {label}
    </Button>
  )
}

const Arrived = ({ mail }: { mail: ArrivedMail }) => {
  const { t, times } = useWords()
  return (
    <li className="mail-row">
      <p className="mail-what">
        <bdi>{mail.subject || t('mail.noSubject')}</bdi>
        <time dateTime={mail.receivedAt}>{times.full(mail.receivedAt)}</time>
      </p>
      <p className="hint">
        <bdi>{mail.from || '?'}</bdi> → <bdi>{mail.to}</bdi> · {outcomeInWords(t, mail)}
      </p>
      <div className="mail-acts">
        {mail.conversationId && <Link href={pathOf('queue', mail.conversationId)}>{t('mail.open')}</Link>}
        <a href={`/desk/mails/${mail.id}/original`} download>
          {t('mail.original')}
        </a>
        {mail.parked && <Act path={`/desk/mail/${mail.id}/again`} label={t('mail.readAgain')} done={t('mail.readAgainDone')} />}
      </div>
    </li>
  )
}

const Undelivered = ({ mail }: { mail: UndeliveredMail }) => {
  const { t, times } = useWords()
  const fate = () => {
    if (mail.waiting) return t('mail.waitsUntil', { until: times.full(mail.waiting.until) })
    return mail.suppressed ? whyInWords(t, mail.suppressed) : t(mail.cameBack ? 'mail.cameBack' : 'mail.didNotLeave')
  }
  return (
    <li className="mail-row">
      <p className="mail-what">
        <bdi>{mail.subject}</bdi>
        {mail.failedAt && <time dateTime={mail.failedAt}>{times.full(mail.failedAt)}</time>}
      </p>
      <p className="hint">
        <bdi>{mail.to}</bdi> · {fate()} {mail.error && <>· <bdi>{mail.error}</bdi></>}
      </p>
      <div className="mail-acts">
        {mail.conversationId && <Link href={pathOf('queue', mail.conversationId)}>{t('mail.open')}</Link>}
        {/* Another server holds it: sent again to the same address it would come twice. */}
        {mail.waiting?.at !== 'theirs' && <Act path={`/desk/undelivered-mail/${mail.id}/again`} label={t(mail.waiting ? 'mail.tryNow' : 'mail.sendAgain')} done={t('mail.sendAgainDone')} />}
        <OtherAddress id={mail.id} />
        <Act path={`/desk/undelivered-mail/${mail.id}/aside`} label={t('mail.setAside')} done={t('mail.setAsideDone')} />
      </div>
    </li>
  )
}

const Suppressed = ({ row }: { row: MailRoom['suppressed'][number] }) => {
  const { t, times } = useWords()
  return (
    <li className="mail-row">
      <p className="mail-what">
        <bdi>{row.address}</bdi>
        <time dateTime={row.since}>{times.full(row.since)}</time>
      </p>
      <p className="hint">
        {whyInWords(t, row.because)} <bdi>{row.detail}</bdi>
      </p>
      <div className="mail-acts">
        <Act path="/desk/suppressed-addresses/lift" body={{ address: row.address }} label={t('mail.lift')} done={t('mail.liftDone')} />
      </div>
    </li>
  )
}
