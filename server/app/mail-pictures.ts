import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MailReader } from '#platform/mail'
import type { App } from './app.ts'

const pictureMinutes = 60
const largest = 5 * 1024 * 1024
const mostKept = 64 * 1024 * 1024
const keptMs = 3_600_000

type Drawn = Awaited<ReturnType<MailReader['redraw']>>
type Signing = Pick<App, 'secret' | 'now'>

/** Addresses of ours for pictures of the web: the frame has no origin and so no cookie; what it may load is signed, for an hour, by whoever was shown the mail. */
export const picturesOf = (app: Signing, id: string, pictures: readonly string[]) => {
  const until = Math.floor(app.now().getTime() / 60_000) + pictureMinutes
  return { base: `/desk/mails/${id}/picture`, signed: Object.fromEntries(pictures.map((url) => [url, `${until}.${signature(app, { id, url, until })}`])) }
}

export const isSigned = (app: Signing, id: string, { url, signed }: { url: string; signed: string }) => {
  const [until = '', given = ''] = signed.split('.')
  const wanted = signature(app, { id, url, until: Number(until) })
  return /^\d{1,12}$/.test(until) && Number(until) * 60_000 > app.now().getTime() && given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
}

const signature = ({ secret }: Signing, { id, url, until }: { id: string; url: string; until: number }) =>
  createHmac('sha256', secret).update(`mail picture:${id}:${until}:${url}`).digest('base64url')

/**
 * Pictures of the web, drawn anew. Each is fetched once an hour however often it is looked at, without a cookie, a referrer or
 * anything of who looks; what its server says it is does not count.
 */
export const createPictures = ({ outside, reader, log }: Pick<App, 'outside' | 'reader' | 'log'>) => {
  const kept = new Map<string, { drawn: Promise<Drawn>; until: number; size: number }>()
  const draw = async (url: string): Promise<Drawn> => {
    const found = await outside(url, { maxBytes: largest, timeoutMs: 10_000, types: /^(image\/|application\/octet-stream$|binary\/)/ })
    return found && (await reader.redraw(found.bytes))
  }
  const makeRoom = () => {
    let size = [...kept.values()].reduce((sum, each) => sum + each.size, 0)
    for (const [url, each] of kept) {
      if (size <= mostKept) return
      kept.delete(url)
      size -= each.size
    }
  }
  return {
    of: (url: string): Promise<Drawn> => {
      const known = kept.get(url)
      if (known && known.until > performance.now()) return known.drawn
      const drawn = draw(url).catch((error: unknown) => {
        log.debug({ err: error }, 'a picture of a mail was not to be had')
        return null
      })
      const entry = { drawn, until: performance.now() + keptMs, size: 1_000 }
      kept.delete(url)
      kept.set(url, entry)
      void drawn.then((picture) => {
        entry.size += picture?.bytes.byteLength ?? 0
        makeRoom()
      })
      return drawn
    },
  }
}
