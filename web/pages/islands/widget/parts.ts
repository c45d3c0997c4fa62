/** Made piece by piece: a page may forbid scripts to write HTML. */
export const make = <Name extends keyof HTMLElementTagNameMap>(name: Name | (string & {}), fields: Partial<HTMLElementTagNameMap[Name]> = {}): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name) as HTMLElementTagNameMap[Name]
  for (const [field, value] of Object.entries(fields)) Reflect.set(element, field, value)
  return element
}

export const button = (className: string, inside: Node[]): HTMLButtonElement => {
  const made = make('button', { type: 'button', className })
  made.append(...inside)
  return made
}

const svg = 'http://www.w3.org/2000/svg'
const icon = (shape: string) => () => {
  const [drawing, path] = [document.createElementNS(svg, 'svg'), document.createElementNS(svg, 'path')]
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', shape)
  drawing.append(path)
  return drawing
}
export const icons = { bubble: icon('M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z'), cross: icon('M18 6 6 18M6 6l12 12') }

// What is said with !important inside comes before whatever the page around says of everything.
const styles = `
:host { all: initial !important; position: fixed !important; inset: auto 20px 20px auto !important; z-index: 2147483000 !important; display: block !important; color-scheme: light dark; font: 600 16px/24px system-ui, sans-serif !important; direction: inherit; --hue: light-dark(var(--light), var(--dark)); --ink: light-dark(var(--onLight), var(--onDark)); }
:host([dir=rtl]) { direction: rtl !important; }
:host(:is([dir=rtl]:not([data-place]), [dir=ltr][data-place])) { inset: auto auto 20px 20px !important; }
[hidden], :host([data-button=none]) .open { display: none !important; }
button { font: inherit; cursor: pointer; border: 0; border-radius: 99px; min-block-size: 48px; padding: 0 20px; color: var(--ink); background: var(--hue); display: inline-flex; gap: 10px; align-items: center; }
.open { box-shadow: 0 8px 28px rgb(20 24 29 / 22%); max-inline-size: calc(100vw - 40px); }
button:focus-visible, a:focus-visible { outline: 3px solid #8ab8ff; outline-offset: -5px; }
svg { inline-size: 22px; block-size: 22px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.badge { min-inline-size: 24px; border-radius: 99px; background: var(--ink); color: var(--hue); text-align: center; }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dialog { position: fixed; inset: auto 20px 84px auto; inline-size: min(400px, calc(100vw - 40px)); block-size: min(660px, calc(100dvh - 110px)); margin: 0; padding: 0; border: 1px solid light-dark(#e2ddd3, #2e3640); border-radius: 12px; overflow: hidden; color: light-dark(#1b2430, #eceae4); background: light-dark(#faf8f4, #14181d); box-shadow: 0 8px 28px rgb(20 24 29 / 22%); max-inline-size: none; max-block-size: none; }
:host(:is([dir=rtl]:not([data-place]), [dir=ltr][data-place])) dialog { inset: auto auto 84px 20px; }
:host([data-button=none]) dialog { inset-block-end: 20px; }
dialog[open] { display: flex; flex-direction: column; animation: rise 140ms ease-out; }
.head { display: flex; align-items: center; justify-content: space-between; padding-inline-start: 16px; background: var(--hue); color: var(--ink); }
.close { min-inline-size: 48px; padding: 0; justify-content: center; background: none; }
iframe { border: 0; flex: 1; inline-size: 100%; min-block-size: 0; color-scheme: light dark; }
.failed { margin: 0; padding: 20px; font-weight: 400; }
a { color: inherit; }
@keyframes rise { from { transform: translateY(8px); opacity: 0; } }
@media (max-width: 599px) { dialog, :host dialog, :host([dir]) dialog { inset: 0 !important; inline-size: 100vw; block-size: 100dvh; border: 0; border-radius: 0; } }
@media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
@media (forced-colors: active) { button, .head { border: 1px solid; } }
@media print { :host { display: none !important; } }
`

/** A sheet that is made and not written into the page: the strictest policy has nothing to forbid. */
export const styled = (host: HTMLElement): ShadowRoot => {
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  return root
}
