const awayCodes = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300', '08006', '08001'])

/** Whether PostgreSQL is away rather than what it was asked wrong: it may be asked again. */
export const isDatabaseDown = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && awayCodes.has(String(error.code))) || /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message))
