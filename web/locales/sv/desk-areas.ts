import { texts as first } from './desk-first.ts'
import { texts as more } from './desk-more.ts'

/** All that the desk says. */
export const texts = { ...first, ...more }
