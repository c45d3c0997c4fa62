import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { openBrowser } from './browser.ts'
import { signInAs } from './people.ts'
import { scenes, whoIn } from './scenes.ts'

const server = await startServer()
const { visitor } = await openBrowser()

// A block of data is no script: nothing of it runs.
const inline = /<style|\sstyle=|<script(?![^>]*\ssrc=)(?! type="application\/(?:ld\+)?json")|\son[a-z]+=/
/** The app brings its outbox and keeps what was seen; it comes once, and the service worker keeps it. */
const mostScriptBytes = (path: string) => (path.startsWith('/desk/') ? Infinity : /^\/\w+\/app\b/.test(path) ? 40 * 1024 : 10 * 1024)
const compressedSize = async (url: string) => gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())).byteLength

test('every page: a policy without unsafe-inline, nothing from elsewhere, and for visitors at most 10 KB of script, 40 in the app', async () => {
  const faults: string[] = []
  for (const [who, own] of Map.groupBy(scenes, (scene) => whoIn(scene, 'en'))) {
    const page = await visitor({ base: server.base, expects: [/status of 404/] })
    const scripts: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url())
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.base)) faults.push(`elsewhere: ${request.url()}`)
    })
    if (who) await signInAs(page, who)
    for (const scene of own) {
      scripts.length = 0
      const response = await page.goto(scene.path('en'))
      const policy = response?.headers()['content-security-policy'] ?? ''
      if (!policy.includes("default-src 'none'") && !policy.includes("default-src 'self'")) faults.push(`${scene.name}: no policy`)
      if (/unsafe|\*/.test(policy)) faults.push(`${scene.name}: ${policy}`)
      const bytes = (await Promise.all(scripts.map(compressedSize))).reduce((sum, size) => sum + size, 0)
      if (bytes > mostScriptBytes(scene.path('en'))) faults.push(`${scene.name}: ${bytes} bytes of script`)
      if (inline.test(((await response?.text()) ?? '').replace(/<!--.*?-->/gs, ''))) faults.push(`${scene.name}: inline`)
    }
  }
  expect(faults).toEqual([])
})
