import { Refusal } from './refusal.ts'

/** A page of a long list and where the next one begins. */
export type Page<Row> = { rows: Row[]; next: string | null }

/** A list position as an opaque address part. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The parts of a cursor of ours; refuses anything else with `invalid`. */
export const decodeCursor = (cursor: string, length: number): string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === length) return parts.map(String)
  } catch {
    // falls through to the refusal: whatever was wrong, the answer is the same
  }
  throw new Refusal('invalid', { field: 'after' })
}
