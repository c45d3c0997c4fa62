import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.map': 'application/json',
  '.webmanifest': 'application/manifest+json', '.woff2': 'font/woff2',
}

/** A file of a folder as an answer, or null when it is not there. Names of built files carry their hash, so they are kept for good. */
export const staticFile = async (folder: string, path: string): Promise<Response | null> => {
  const file = normalize(join(folder, path))
  if (!file.startsWith(folder + sep) || path.includes('\0')) return null
  const info = await stat(file).catch(() => null)
  if (!info?.isFile()) return null
  const hashed = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path)
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': String(info.size),
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

/** Names of built files by what they were made from; empty until the first build. */
export const readManifest = async (folder: string): Promise<Record<string, string>> => {
  const text = await readFile(join(folder, 'assets', 'manifest.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Record<string, string>
}
