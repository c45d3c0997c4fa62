export { Line, type Picked } from './line.ts'
export { lineFor, linesOf, publishLines, type Asked, type Display } from './lines.ts'
export { pickLine, type Caller } from './pick-line.ts'
