export { Line } from './line.ts'
export { lineFor, linesOf, publishLines } from './lines.ts'
export { pickLine } from './pick-line.ts'
