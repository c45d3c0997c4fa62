import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import { encoded, encodingFor, type Encoding } from './encoding.ts'
import { createPageStore, type KeptPage } from './page-store.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.map': 'application/json',
  '.webmanifest': 'application/manifest+json', '.woff2': 'font/woff2',
}

/**
 * A file of a folder as an answer, or null when it is not there. Names of built files carry their hash, so they are kept for
 * good: by browsers, and the smaller ones compressed in memory.
 */
export const staticFile = async (folder: string, path: string, accepted?: string): Promise<Response | null> => {
  const file = normalize(join(folder, path))
  if (!file.startsWith(folder + sep) || path.includes('\0')) return null
  const encoding = compressible.has(extname(file)) ? encodingFor(accepted) : 'identity'
  const known = kept.get(`${encoding} ${file}`, 0)
  if (known) return answered(known)
  const info = await stat(file).catch(() => null)
  if (!info?.isFile()) return null
  const isHashed = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path)
  if (isHashed && info.size <= mostKeptBytes) return answered(await keep(file, encoding))
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: { ...typeOf(file), 'content-length': String(info.size), 'cache-control': isHashed ? forGood : 'no-cache' },
  })
}

const mostKeptBytes = 2 * 1024 * 1024
const kept = createPageStore(16 * mostKeptBytes)
const forGood = 'public, max-age=31536000, immutable'

const keep = async (file: string, encoding: Encoding): Promise<KeptPage> => {
  const body = await encoded(await readFile(file), encoding, true)
  const headers = Object.entries({
    ...typeOf(file), 'content-length': String(body.byteLength), 'cache-control': forGood,
    ...(compressible.has(extname(file)) ? { vary: 'Accept-Encoding' } : {}), ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
  const page = { body, etag: '', headers, keptAt: 0, keptUntil: Infinity }
  kept.set(`${encoding} ${file}`, page)
  return page
}

const answered = ({ body, headers }: KeptPage) => new Response(body, { headers: headers as [string, string][] })

const compressible = new Set(['.js', '.css', '.html', '.json', '.svg', '.map', '.webmanifest'])
const typeOf = (file: string) => ({ 'content-type': types[extname(file)] ?? 'application/octet-stream' })

/** Names of built files by what they were made from; empty until the first build. */
export const readManifest = async (folder: string): Promise<Record<string, string>> => {
  const text = await readFile(join(folder, 'assets', 'manifest.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Record<string, string>
}
