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
    unsentMail: new Gauge({ name: 'hospes_mail_unsent', help: 'Mails not handed over yet', registers: [registry] }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
