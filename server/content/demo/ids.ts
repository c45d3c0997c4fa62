import { v5 } from 'uuid'

/** The same id for the same thing of a brand, however often the demo world is made. */
export const fixedId = (brandId: string, kind: 'account' | 'partner' | 'property' | 'guest' | 'reservation' | 'submission' | 'entry', key: string): string =>
  v5(`demo/${kind}/${key}`, brandId)
