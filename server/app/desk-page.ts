import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { FirstSight } from '#contract/desk'
import { queuePage } from '#desk'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { encoded, encodingFor } from '#platform/http'
import type { App } from './app.ts'
import { aboutMe } from './desk-api.ts'
import { contextOf, type Request } from './request.ts'

const opensQueue = /^\/desk(?:\/queue(?:\/[0-9a-f-]{36})?)?\/?$/
const opensConversation = /^\/desk\/(?:queue|mine|search)\/[0-9a-f-]{36}\/?$/
const rowsAtFirst = 50

/** The desk's page with what its first list shows and the addresses of what it needs next: its scripts ask for nothing before the list stands. */
export const deskPage = async (app: App, c: Request, actor: AgentActor): Promise<Response> => {
  const built = await builtDesk(app.distFolder)
  if (!built) throw new Refusal('unavailable')
  const ctx = contextOf(app, actor)
  const [me, queue] = await Promise.all([aboutMe(ctx), queueOf(ctx, c)])
  const ahead = filesOf(built.manifest, [`../locales/${me.locale === 'sv' ? 'sv' : 'en'}/desk-first.ts`, ...(opensConversation.test(c.req.path) ? ['conversation/open-conversation.tsx'] : [])])
  const body = Buffer.from(built.html
    .replace('</head>', () => `${[...ahead].map((file) => `<link rel="modulepreload" crossorigin href="/desk/${file}">`).join('')}</head>`)
    .replace('<div id="desk">', () => `${firstSight({ at: app.now().toUTCString(), me, queue })}<div id="desk">`))
  const encoding = encodingFor(c.req.header('accept-encoding'))
  return new Response(await encoded(new Uint8Array(body), encoding), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', vary: 'Accept-Encoding', ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }) },
  })
}

const queueOf = (ctx: Ctx<AgentActor>, c: Request) =>
  opensQueue.test(c.req.path) && !c.req.query('property') ? queuePage(ctx, { limit: rowsAtFirst }) : null

// Data, which no policy runs; nothing in it ends the element it stands in.
const firstSight = (sight: FirstSight) => `<script type="application/json" id="first-sight">${JSON.stringify(sight).replaceAll('<', '\\u003c')}</script>`

const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).optional() }))
type Manifest = z.infer<typeof Manifest>
type Built = { html: string; manifest: Manifest }
// A program serves what it was built with: read once.
const known = new Map<string, Promise<Built | null>>()

const builtDesk = (distFolder: string): Promise<Built | null> => {
  const found = known.get(distFolder) ?? readDesk(join(distFolder, 'desk'))
  known.set(distFolder, found)
  void found.then((built) => built ?? known.delete(distFolder))
  return found
}

const readDesk = async (folder: string): Promise<Built | null> => {
  const [html, manifest] = await Promise.all([join(folder, 'index.html'), join(folder, 'assets', 'manifest.json')].map((file) => readFile(file, 'utf8').catch(() => null)))
  return html && manifest ? { html, manifest: Manifest.parse(JSON.parse(manifest)) } : null
}

/** The scripts of these parts and of all they stand on, but for those the page names anyway. */
const filesOf = (manifest: Manifest, parts: readonly string[], seen = new Set(['index.html'])): Set<string> => {
  const files = new Set<string>()
  const named = new Set((manifest['index.html']?.imports ?? []).map((part) => manifest[part]?.file))
  const add = (part: string) => {
    const { file, imports = [] } = manifest[part] ?? {}
    if (seen.has(part)) return
    seen.add(part)
    if (file !== undefined && !named.has(file)) files.add(file)
    imports.forEach(add)
  }
  parts.forEach(add)
  return files
}
