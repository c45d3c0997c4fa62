import { button, icons, make, styled } from './widget/parts.ts'
import { keepFrame } from './widget/host.ts'

type Hue = { light: string; onLight: string; dark: string; onDark: string }
/** Put before this script by the server, server/app/widget.ts. */
declare const HOSPES: { place: string; hues: Record<string, Hue>; texts: Record<string, string[]> }

const tag = 'hospes-help'

/** White or ink, whichever is read more easily on a colour. */
const inkOn = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#14181d' : '#ffffff'
}

const start = (script: HTMLScriptElement) => {
  const { origin } = new URL(script.src)
  const { door: said, lang, label, colour = '', place = HOSPES.place } = script.dataset
  const door = said === 'partner' ? said : 'guest'
  const language = [lang, document.documentElement.lang, navigator.language].map((code) => (code ?? '').slice(0, 2).toLowerCase()).find((code) => code in HOSPES.texts) ?? 'en'
  const [shown = '', title = '', close = '', unread = '', page = ''] = HOSPES.texts[language] ?? []
  if (document.querySelector(tag)) return
  const host = make(tag)
  host.lang = language
  host.dir = language === 'ar' ? 'rtl' : 'ltr'
  if (place === 'start') host.dataset.place = place
  if (script.dataset.button === 'none') host.dataset.button = 'none'
  const own = /^#[0-9a-f]{6}$/i.test(colour) ? colour : ''
  const hue = own ? { light: own, onLight: inkOn(own), dark: own, onDark: inkOn(own) } : HOSPES.hues[door]
  for (const [name, value] of Object.entries(hue ?? {})) host.style.setProperty(`--${name}`, value)

  const opener = button('open', [icons.bubble(), make('span', { textContent: label || shown }), make('span', { className: 'badge', hidden: true })])
  opener.setAttribute('aria-expanded', 'false')
  const closer = button('close', [icons.cross()])
  closer.setAttribute('aria-label', close)
  const [before, after] = [make('span', { tabIndex: 0 }), make('span', { tabIndex: 0 })]
  const failed = make('p', { className: 'failed', hidden: true })
  failed.append(make('a', { href: `${origin}/${language}/${door === 'guest' ? 'guest/contact' : 'extranet/contact'}`, target: '_blank', rel: 'noopener', textContent: page }))
  const dialog = make('dialog')
  dialog.setAttribute('aria-label', title)
  const head = make('div', { className: 'head' })
  head.append(make('strong', { textContent: title }), closer)
  dialog.append(before, head, failed, after)
  const status = make('span', { className: 'said' })
  status.setAttribute('role', 'status')
  styled(host).append(opener, status, dialog)
  // Beside the body: what is done to it, or put in its place, leaves this alone.
  document.documentElement.append(host)
  keepFrame({ script, opener, closer, dialog, before, after, failed, status }, { origin, address: `${origin}/${language}/widget/${door}`, title, unread, hue: own || undefined })
}

const script = document.currentScript ?? document.querySelector('script[src$="/widget.js"]')
if (script instanceof HTMLScriptElement) start(script)
