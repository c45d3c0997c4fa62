export { countAll, countOverdue, recount, sumUp } from './count.ts'
export { toCsv } from './csv.ts'
export { history } from './history.ts'
export { now } from './now.ts'
