import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A site that is not ours and makes it hard for others: its own strict policy, styles that reach for everything, frozen builtins. */
export const startHostPage = async (product: string) => {
  const server = createServer(({ url = '/' }, response) => {
    const { searchParams, pathname } = new URL(url, 'http://host.example')
    if (pathname === '/hostile.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(styles)
    if (pathname === '/hostile.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    const data = [...searchParams].map(([name, value]) => `data-${name}="${value.replaceAll('"', '&quot;')}"`).join(' ')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self' ${product}; style-src 'self'; img-src data:; frame-src ${product}; require-trusted-types-for 'script'; trusted-types 'none'`,
    }).end(`<!doctype html><html lang="en"><head><title>Elsewhere</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/hostile.css"><script src="/hostile.js"></script></head>
      <body><h1>Elsewhere</h1><a id="next" href="${pathname === '/two' ? '/' : '/two'}${url.includes('?') ? url.slice(url.indexOf('?')) : ''}">Next page</a><script src="${product}/widget.js" ${data} async></script></body></html>`)
  })
  await once(server.listen(0, () => undefined), 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  // Another site than 127.0.0.1 for the browser, not only another port.
  return { base: `http://localhost:${(server.address() as AddressInfo).port}` }
}

const styles = `* { all: unset !important; box-sizing: content-box !important; font-size: 7px !important; visibility: hidden } div, button, iframe, dialog, span { display: none !important; opacity: 0 }
html, body, h1, a { display: block !important; visibility: visible !important } body { transform: translateX(0); overflow: hidden }`

const script = `for (const made of [Object, Array, String, Promise, Map, Element, HTMLElement, Node, EventTarget, Document]) Object.freeze(made.prototype)
Array.prototype.toJSON === undefined && Object.freeze(JSON); window.name = 'elsewhere'`
