import { pino, type Logger } from 'pino'

export type { Logger }

const secretPaths = ['password', 'token', 'pin', 'callerCode', 'cookie', 'authorization', '*.password', '*.token', '*.pin', '*.callerCode', '*.cookie', '*.authorization']

/** Structured lines on standard output; fields that hold secrets are cut out wherever they appear. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, redact: { paths: secretPaths, censor: '[cut]' }, timestamp: pino.stdTimeFunctions.isoTime })
