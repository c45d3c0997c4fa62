import type { Crowd } from '../message/others.ts'
import type { machine } from '../message/report.ts'

/** What was asked of it, what was found, and whether that is enough. */
export type Line = { what: string; aim: string; found: string; holds: boolean }

/** What one part found, and when. Parts are run together or one by one; each stands until it is run again. */
export type Part = { command: string; at: string; machine: ReturnType<typeof machine>; crowd: Crowd; lines: Line[] }
export type Found = Record<string, Part>

export const amount = (count: number): string => count.toLocaleString('en-GB')
