import { v5 } from 'uuid'

/** The same id for the same thing of a brand, however often the demo world is made. */
export const fixedId = (brandId: string, kind: 'account' | 'partner' | 'property' | 'guest' | 'reservation' | 'submission' | 'entry' | 'reader', key: string): string =>
  v5(`demo/${kind}/${key}`, brandId)
