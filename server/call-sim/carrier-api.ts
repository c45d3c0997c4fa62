import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Carrier } from './carrier.ts'
import type { Dialect } from './webhooks.ts'

type Order = { to?: string; from?: string; answerAddress?: string; eventAddress?: string; redirect?: string; hangUp?: boolean }

/** The interface by which the product asks for calls, in both dialects; counts what it is asked. */
export const serveCarrier = async (carrier: Carrier, { dialect, port, token }: { dialect: Dialect; port: number; token: string }) => {
  const state = { asked: 0, isDown: false, /** Orders that are refused, as for a number that is nobody's. */ refuses: (_to: string): boolean => false, /** What has been ordered happens at once, and is answered when this lets it. */ answersAfter: null as Promise<void> | null }
  const server = createServer(async (request, response) => {
    state.asked++
    const answer = (status: number, body: unknown) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const text = await bodyOf(request)
    if (state.isDown) return answer(503, {})
    if (!isAllowed(request, token)) return answer(401, {})
    const order = dialect === 'twiml' ? formOrder(text) : jsonOrder(text)
    const legId = /\/Calls\/([\w-]+?)(?:\.json)?$/.exec(request.url ?? '')?.[1]
    if (!legId) {
      if (state.refuses(order.to ?? '')) return answer(400, {})
      const leg = carrier.place({ to: order.to ?? '', from: order.from ?? '', answerAddress: order.answerAddress ?? '', eventAddress: order.eventAddress ?? '' })
      await state.answersAfter
      return answer(201, { sid: leg.id })
    }
    const leg = carrier.leg(legId)
    if (!leg || leg.state === 'ended') return answer(404, {})
    if (order.hangUp) setImmediate(() => void carrier.hangUp(leg))
    else if (order.redirect) carrier.redirect(leg, order.redirect)
    answer(200, { sid: leg.id })
  })
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, state,
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const isAllowed = ({ headers }: IncomingMessage, token: string) => {
  const [, kind, given = ''] = /^(\w+) (.*)$/.exec(headers.authorization ?? '') ?? []
  return kind === 'Bearer' ? given === token : Buffer.from(given, 'base64').toString('utf8').endsWith(`:${token}`)
}

const formOrder = (text: string): Order => {
  const form = new URLSearchParams(text)
  const [to, from, url, event] = ['To', 'From', 'Url', 'StatusCallback'].map((name) => form.get(name) ?? undefined)
  return { ...(to ? { to } : {}), ...(from ? { from } : {}), ...(url ? { answerAddress: url, redirect: url } : {}), ...(event ? { eventAddress: event } : {}), hangUp: form.get('Status') === 'completed' }
}

type JsonOrder = { to?: { sipUri?: string; number?: string }; from?: string; call_hook?: { url: string }; call_status_hook?: { url: string }; call_status?: string }

const jsonOrder = (text: string): Order => {
  const order = JSON.parse(text) as JsonOrder
  const to = order.to?.sipUri ?? order.to?.number
  return {
    ...(to ? { to } : {}), ...(order.from ? { from: order.from } : {}), ...(order.call_hook ? { answerAddress: order.call_hook.url, redirect: order.call_hook.url } : {}),
    ...(order.call_status_hook ? { eventAddress: order.call_status_hook.url } : {}), hangUp: order.call_status === 'completed',
  }
}
