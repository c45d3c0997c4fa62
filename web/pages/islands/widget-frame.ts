import { setShown, tellUnreadBy } from './asking/attention.ts'
import { call } from './asking/call.ts'
import { createViews, sayWho } from './widget/frame.ts'
import { memoryOf } from './widget/memory.ts'

/** What the page around says: hello, with whom it vouches for, and whether the frame is in sight. */
type Told = { hospes?: string; shown?: boolean; topic?: string; identity?: string; hue?: string }

const { home = '', origins = '', identity = '', forget = '' } = document.body.dataset
const part = (selector: string) => document.querySelector<HTMLElement>(selector) ?? document.body
const memory = memoryOf(`hospes-widget ${home.split('/').slice(2).join('/')}`)
const host = { origin: '' }
// A guest's session ends after a day: it is begun anew well before.
const lastsMs = 12 * 3_600_000

const tell = (message: Record<string, unknown>) => void (host.origin && parent.postMessage(message, host.origin))

/** Whose claims a token makes, by its readable part; the server alone knows whether they are true. */
const personOf = (token: string): string | null => {
  try {
    return JSON.stringify((JSON.parse(atob((token.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { who?: unknown }).who ?? null)
  } catch {
    return null
  }
}

/** A session that the page around vouched for lasts as long as it vouches for the same person; returns whether somebody else stands here now. */
const takeIdentity = async (token: string | undefined): Promise<boolean> => {
  const person = token ? personOf(token) : null
  const kept = memory.read()
  const isSame = person === kept.person
  if (isSame && (person === null || (kept.token && kept.until > Date.now()))) return false
  if (kept.person !== null && !isSame) {
    await call(forget, { method: 'POST' }).catch(() => null)
    memory.forget()
  }
  if (!token) return true
  const answer = await call(identity, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) }).catch(() => null)
  // Who began as a stranger and is known now goes on as who they are; their chat is found by its own session no more.
  if (answer?.ok) memory.change({ person, until: Date.now() + lastsMs, ...(isSame ? {} : { chat: null }) })
  return !isSame
}

const start = () => {
  sayWho(memory)
  tellUnreadBy((count) => tell({ hospes: 'unread', count }))
  const views = createViews({ content: part('#content'), ongoing: part('.ongoing'), unreached: part('.unreached'), home, memory, chatGoes: (goes) => tell({ hospes: 'chat', goes }) })
  const hello = async ({ topic, identity: token, hue }: Told) => {
    if (hue && /^#[0-9a-f]{6}$/i.test(hue)) document.documentElement.style.setProperty('--accent', `light-dark(${hue}, color-mix(in oklab, ${hue} 45%, white))`)
    tell({ hospes: 'ready' })
    const isAnother = await takeIdentity(token)
    if (views.path() && !isAnother) return
    const { chat } = memory.read()
    views.go(chat ?? (topic && /^[a-z-]+(\/[a-z-]+)?$/.test(topic) ? `${home}/${topic}${topic.includes('/') ? '/chat' : ''}` : home))
  }
  addEventListener('message', ({ data, origin, source }: MessageEvent<Told>) => {
    if (source !== parent || !origins.split(' ').includes(origin) || typeof data !== 'object') return
    host.origin = origin
    if (typeof data.shown === 'boolean') setShown(data.shown)
    if (data.hospes === 'hello') void hello(data)
    if (data.hospes === 'shown' && data.shown) document.querySelector<HTMLElement>('.chat #body, #content')?.focus({ preventScroll: true })
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) tell({ hospes: 'close' })
  })
  return hello
}

// By itself in a tab it is a page as any other.
const isFramed = parent !== window
setShown(!isFramed)
const hello = start()
if (!isFramed) void hello({})
