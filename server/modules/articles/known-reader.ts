import { createHash } from 'node:crypto'

/** Who reads: a signed-in account, or a browser by the random id that it keeps once its owner has voted. */
export type KnownReader = { account: string } | { visitor: string }

/** A reader as the tables know them; of a visitor's id only the hash. */
export const readerKey = (reader: KnownReader): string =>
  'account' in reader ? `account:${reader.account}` : `visitor:${createHash('sha256').update(reader.visitor).digest('base64url')}`
