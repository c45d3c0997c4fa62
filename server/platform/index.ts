export { countAttempt, forgetAttempts, forgetOldAttempts, takeBackAttempt, type Limit } from './rate-limit.ts'
export { createLog, type Logger } from './log/index.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { paced } from './pace.ts'
