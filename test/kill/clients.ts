import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'

/** One line of a client's journal: what it was told is stored. */
export type Acknowledged = { submissionId: string; body: string; conversationId: string; attempts: number }
export type Journal = { acknowledged: Acknowledged[]; /** Answers that a server which is being killed must not give. */ wrong: string[] }
export type Client = { send(message: { submissionId: string; body: string }): Promise<string> }

const retryMs = 25
const patienceMs = 60_000
const password = 'hospes-demo'

/** Sends so many messages one after the other; each again with its submission id until it is acknowledged. */
export const keepSending = async (client: Client, journal: Journal, count: number) => {
  for (let n = 1; n <= count; n++) {
    const message = { submissionId: randomUUID(), body: `Message ${n} of ${count}, ${randomUUID()}` }
    let attempts = 0
    const conversationId = await again(() => {
      attempts++
      return client.send(message)
    }, journal)
    journal.acknowledged.push({ ...message, conversationId, attempts })
  }
}

/** By the API: a session token, one call per message. */
export const apiClient = async (base: string, email: string): Promise<Client> => {
  const { token } = await api<{ token: string }>(`${base}/api/v1/sessions`, { body: { email, password } })
  const { properties } = await api<{ properties: { id: string }[] }>(`${base}/api/v1/properties`, { token })
  const about = { topic: 'rates', subtopic: 'wrong-price', propertyId: properties[0]?.id }
  return {
    send: async (message) => (await api<{ id: string }>(`${base}/api/v1/conversations`, { token, body: { ...about, ...message } })).id,
  }
}

/** By the page: signs in with its form, posts the message form, and is acknowledged by being sent on. */
export const pageClient = async (base: string, email: string): Promise<Client> => {
  const signedIn = await post(`${base}/en/extranet/sign-in`, { form: new URLSearchParams({ email, password }), cookie: '' })
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const page = `${base}/en/extranet/contact/rates/wrong-price/message`
  const form = await (await fetch(page, { headers: { cookie } })).text()
  const propertyId = /<option value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  return {
    send: async ({ submissionId, body }) => {
      const fields = new FormData()
      for (const [name, value] of Object.entries({ submissionId, propertyId, body, do: 'send' })) fields.set(name, value)
      const answer = await post(page, { form: fields, cookie })
      const sentTo = /\/inbox\/platform\/([0-9a-f-]{36})\/sent/.exec(answer.headers.get('location') ?? '')?.[1]
      if (answer.status !== 303 || !sentTo) throw new Answer(answer.status)
      return sentTo
    },
  }
}

export type Mails = { taken: string[]; /** Answers that mean "never", which a server that is being killed must not give. */ refused: string[] }

/** So many mails one after the other, as a mail server hands them over: each again until it is taken. */
export const keepMailing = async (port: number, mails: Mails, count: number) => {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, connectionTimeout: 5_000, socketTimeout: 20_000 })
  for (let n = 1; n <= count; n++) {
    const token = randomUUID()
    const [from, to] = ['ana@mail.example', 'guests@mail.fjordstay.example']
    // The same bytes each time: what a sender tells apart, is told apart.
    const raw = `From: ${from}\r\nTo: ${to}\r\nSubject: Mail ${n}\r\nMessage-ID: <${token}@mail.example>\r\n\r\nAbout ${token}\r\n`
    await again(async () => {
      const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw }).catch((error: unknown) => {
        const code = Number(Object(error).responseCode)
        if (code >= 500) mails.refused.push(String(error))
        throw new Answer(503)
      })
      return response
    })
    mails.taken.push(token)
  }
  transport.close()
}

class Answer extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}

const again = async (send: () => Promise<string>, journal?: Journal) => {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(retryMs)) {
    try {
      return await send()
    } catch (error) {
      // No connection, a broken one, or 503: the server is away, and the sender tries again.
      if (error instanceof Answer && error.status !== 503) journal?.wrong.push(error.message)
    }
  }
  throw new Error(`not acknowledged within ${patienceMs} ms`)
}

const api = async <Result>(url: string, { token, body }: { token?: string; body?: object }): Promise<Result> => {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Answer(answer.status)
  return (await answer.json()) as Result
}

const post = async (url: string, { form, cookie }: { form: URLSearchParams | FormData; cookie: string }) => {
  const answer = await fetch(url, { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer
}
