import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Told = { id: string; name: string; at: string; payload: Record<string, unknown> }

/** A booking platform by the contract of docs/api/booking-platform.md, which answers as the test says. */
export const fakeBookingPlatform = async (secret: string) => {
  const state = { quote: { available: true, totalMinor: 50_000, currency: 'EUR' } as unknown, eventStatus: 204, events: [] as Told[], wrongSignatures: 0 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const [, at = '', given = ''] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(request.headers['hospes-signature'])) ?? []
    if (createHmac('sha256', secret).update(`${at}.${text}`).digest('hex') !== given) {
      state.wrongSignatures++
      return void response.writeHead(401).end()
    }
    if (request.url === '/quotes') return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(state.quote))
    if (state.eventStatus < 300) state.events.push(JSON.parse(text) as Told)
    return void response.writeHead(state.eventStatus).end()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })
  afterAll(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, state, close }
}
