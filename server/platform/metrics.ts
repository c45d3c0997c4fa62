import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'hospes_http_request_seconds',
      help: 'Time to answer, by method, route and status class',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    errors: new Counter({ name: 'hospes_errors_total', help: 'Unexpected errors', registers: [registry] }),
    streams: new Gauge({ name: 'hospes_event_streams', help: 'Open event streams', registers: [registry] }),
    jobs: new Gauge({ name: 'hospes_jobs_pending', help: 'Jobs not finished yet', registers: [registry] }),
    failedJobs: new Gauge({ name: 'hospes_jobs_failed', help: 'Jobs that failed as often as they may; they are tried anew every hour', registers: [registry] }),
    waiting: new Gauge({ name: 'hospes_queue_waiting', help: 'Conversations waiting for staff', labelNames: ['lane'], registers: [registry] }),
    mail: mailMetrics(registry),
    unsentMail: new Gauge({ name: 'hospes_mail_unsent', help: 'Mails not handed over yet', registers: [registry] }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>

const mailMetrics = (registry: Registry) => {
  const gauge = (name: string, help: string) => new Gauge({ name: `hospes_mail_${name}`, help, registers: [registry] })
  return {
    alarms: gauge('alarms', 'Things about mail that somebody has to mend; hospes doctor mail says which'),
    oldestUnsent: gauge('oldest_unsent_seconds', 'How long the oldest mail has waited to leave'),
    undelivered: gauge('undelivered', 'Mails that did not arrive and nobody has dealt with'),
    suppressed: gauge('suppressed_addresses', 'Addresses that get no mail any more'),
    smarthostUp: gauge('smarthost_up', 'Whether the smarthost took our sign-in when it was last asked; 0 too where there is none'),
    waiting: gauge('arrivals_waiting', 'Mails that came and are not taken in yet'),
    parked: gauge('arrivals_parked', 'Mails that could not be taken in after five tries'),
    unscanned: gauge('files_unscanned', 'Files that stay closed until the scanner has looked at them'),
    mailboxUp: new Gauge({ name: 'hospes_mail_mailbox_up', help: 'Whether a mailbox could be read when it was last tried', labelNames: ['mailbox'], registers: [registry] }),
  }
}
