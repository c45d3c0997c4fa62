import { createHmac, timingSafeEqual } from 'node:crypto'
import { resumeKept, sessionHash } from '#identity'
import { Refusal } from '#kernel'
import type { App } from './app.ts'
import { demoAllowed, visitorContext, type Request } from './request.ts'

// Long enough to hear a recording twice; whoever comes back later comes by our own host, and is asked again who they are.
const grantMinutes = 15

/** Sends whoever may open this to the host of downloads, by an address that stands for their session for a quarter of an hour; null on that host, and where there is none. */
export const elsewhere = (app: App, c: Request, token: string): Response | null => {
  const base = app.downloadUrl()
  if (base === null || c.get('granted')) return null
  const { pathname, search } = new URL(c.req.url)
  const until = Math.floor(app.now().getTime() / 60_000) + grantMinutes
  const session = sessionHash(token).toString('base64url')
  c.header('cache-control', 'private, no-store')
  return c.redirect(`${base}/${until}.${session}.${signature(app, { address: pathname + search, until, session })}${pathname}${search}`, 302)
}

type Grant = { address: string; until: number; session: string }

const signature = ({ secret }: Pick<App, 'secret'>, { address, until, session }: Grant) => createHmac('sha256', secret).update(`download:${until}:${session}:${address}`).digest('base64url')

/** Who an address was made for, while it stands and their session does; refuses with `not_found` any other. */
export const grant = async (app: App, c: Request): Promise<void> => {
  const { pathname, search } = new URL(c.req.url)
  const said = c.req.param('grant') ?? ''
  const [until = '', session = '', given = ''] = said.split('.')
  const wanted = signature(app, { address: pathname.slice(said.length + 1) + search, until: Number(until), session })
  if (Number(until) * 60_000 <= app.now().getTime() || given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) throw new Refusal('not_found')
  c.set('granted', await resumeKept(visitorContext(app), Buffer.from(session, 'base64url'), { isUse: false, demoOpen: demoAllowed(app, c) }))
}
