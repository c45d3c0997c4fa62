import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gunzip, gzip, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** The smallest form that a client says it can read. */
export const encodingFor = (accepted: string | undefined): Encoding => {
  if (accepted === undefined) return 'identity'
  return takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : 'identity'
}

const takes = (accepted: string, encoding: string) =>
  accepted.split(',').some((each) => {
    const [name, ...parameters] = each.split(';').map((part) => part.trim().toLowerCase())
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })

/**
 * A page's worth is compressed at once: to hand it to another thread and back takes longer. What is large goes there. `kept`: for
 * good, so that more time is taken for it once.
 */
export const encoded = async (body: Uint8Array<ArrayBuffer>, encoding: Encoding, kept = false): Promise<Uint8Array<ArrayBuffer>> => {
  if (encoding === 'identity') return body
  const isSmall = body.byteLength <= mostAtOnce
  if (encoding === 'gzip') return isSmall ? new Uint8Array(gzipSync(body)) : zip(body)
  const params = { [constants.BROTLI_PARAM_QUALITY]: kept ? keptQuality : brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength }
  // As far back as a page reaches; by itself brotli takes 8 MB from the system for every page and gives them back.
  const options = { params: isSmall ? { ...params, [constants.BROTLI_PARAM_LGWIN]: smallWindow } : params }
  return isSmall ? new Uint8Array(brotliCompressSync(body, options)) : brotli(body, options)
}

/** What `encoded` made by gzip, as it was. */
export const unzipped = async (body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await unzip(body))

const smallWindow = 16
const mostAtOnce = 2 ** smallWindow

// A page of 23 KB: quality 2 takes 0.2 ms and leaves a third; 3 saves 50 bytes for twice the time, as it has tables that are taken
// from the system anew each time; 5 saves a twentieth for three times as much; the best, 11, takes forty.
const [brotliQuality, keptQuality] = [2, 5]
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const unzip = promisify(gunzip)
