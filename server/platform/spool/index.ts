export { createSpool, type Spool } from './spool.ts'
