import { Agent, request, type RequestOptions } from 'node:http'
import type { Answer, Order, Sender } from './load.ts'
import { messageOf } from './message-of.ts'
import { underLoad } from './sample.ts'

process.on('message', (order: Order) => {
  work(order)
    .then((sample): Answer => ({ sample }), (error: unknown): Answer => ({ failed: String(error) }))
    .then((answer) => process.send?.(answer))
})

const work = async ({ kind, base, senders, bounds }: Order) => {
  const agents = Array.from({ length: bounds.clients }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  try {
    return await underLoad(bounds, async (client) => {
      const sender = senders[client % senders.length]
      const agent = agents[client]
      if (sender && agent) await send[kind](sender, { agent, base })
    })
  } finally {
    for (const agent of agents) agent.destroy()
  }
}

type Way = { agent: Agent; base: string }

const api = (sender: Sender, { agent, base }: Way) => {
  const body = JSON.stringify(messageOf(sender))
  const headers = { authorization: `Bearer ${sender.token}`, 'content-type': 'application/json' }
  return exchange(`${base}/api/v1/conversations`, { agent, method: 'POST', headers }, { body, expect: 201 })
}

const page = (sender: Sender, { agent, base }: Way) => {
  const { topic, subtopic, ...fields } = messageOf(sender)
  const headers = { cookie: `hospes-partner=${sender.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` }
  const body = multipart({ ...fields, do: 'send' })
  return exchange(`${base}/sv/extranet/contact/${topic}/${subtopic}/message`, { agent, method: 'POST', headers }, { body, expect: 303 })
}

const queue = (sender: Sender, { agent, base }: Way) =>
  exchange(`${base}/api/v1/desk/queue`, { agent, method: 'GET', headers: { authorization: `Bearer ${sender.token}` } }, { body: '', expect: 200 })

const send = { api, page, queue }

const boundary = 'hospes-bench-part'

const multipart = (fields: Record<string, string | undefined>) =>
  Object.entries(fields).map(([name, value = '']) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('') + `--${boundary}--\r\n`

const exchange = (url: string, options: RequestOptions, { body, expect }: { body: string; expect: number }) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(url, { ...options, headers: { ...options.headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume()
      response.on('error', reject)
      response.on('end', () => (response.statusCode === expect ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
