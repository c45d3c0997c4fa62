export { createJobs, type FactJob, type Jobs, type Listener, type Timer } from './jobs.ts'
