import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushNote } from '#contract/push'

/** What came for a browser: the note as the browser reads it, and how it was carried. */
export type Arrived = { note: PushNote; ttl: number; urgency: string; topic: string; subject: string; signedBy: string; at: number }
export type Answer = { status: number; headers?: Record<string, string> }
/** A browser that has subscribed: what it tells the product, and what has come for it. */
export type Browser = { subscribed: { endpoint: string; p256dh: string; auth: string; key: string }; arrived: Arrived[]; /** What it is answered instead of 201, one after the other. */ answers: Answer[]; tries: number }

type Known = Browser & { ecdh: ReturnType<typeof createECDH>; secret: Buffer }

/** A push service with browsers behind it: takes what RFC 8030 says, checks the signature of RFC 8292, reads RFC 8291. */
export const fakePushService = async () => {
  const browsers = new Map<string, Known>()
  const wrong: string[] = []
  const server = createServer((request, response) => void take(browsers, request, response).catch((error: unknown) => {
    wrong.push(String(error))
    response.writeHead(400).end()
  }))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => new Promise<void>((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })
  return {
    base, wrong, close,
    /** Settings under which the product may call it. */
    env: { PUSH_HOSTS: '127.0.0.1', PRIVATE_HOSTS: '127.0.0.1' },
    browser: (key: string): Browser => {
      const [ecdh, secret, path] = [createECDH('prime256v1'), randomBytes(16), `/push/${randomUUID()}`]
      const made: Known = { subscribed: { endpoint: base + path, p256dh: ecdh.generateKeys('base64url'), auth: secret.toString('base64url'), key }, arrived: [], answers: [], tries: 0, ecdh, secret }
      browsers.set(path, made)
      return made
    },
  }
}

const take = async (browsers: ReadonlyMap<string, Known>, request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const known = browsers.get(request.url ?? '')
  if (!known) return void response.writeHead(404).end()
  known.tries++
  const { status, headers = {} } = known.answers.shift() ?? { status: 201 }
  if (status === 201) known.arrived.push({ note: read(known, Buffer.concat(chunks)), ...carriage(request.headers), ...signature(request.headers), at: Date.now() })
  response.writeHead(status, headers).end()
}

const one = (value: string | string[] | undefined) => String(value ?? '')
const carriage = (headers: IncomingHttpHeaders) => ({ ttl: Number(headers.ttl), urgency: one(headers.urgency), topic: one(headers.topic) })

/** Who has signed it, by the header `vapid t=…, k=…`; an error when the signature, its audience or its time are not right. */
const signature = (headers: IncomingHttpHeaders) => {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signed = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } })
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signed, 'base64url'))) throw new Error('a wrong signature')
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string }
  if (aud !== `http://${headers.host}`) throw new Error(`signed for ${aud}`)
  if (exp * 1_000 < Date.now() || exp * 1_000 > Date.now() + 24 * 3_600_000) throw new Error('signed for another time')
  return { subject: sub, signedBy: key }
}

/** Opens `aes128gcm` as a browser does. */
const read = ({ ecdh, secret }: Known, body: Buffer): PushNote => {
  const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0]
  const theirs = body.subarray(21, 21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs])
  const material = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), secret, info, 32))
  const derived = (text: string, length: number) => Buffer.from(hkdfSync('sha256', material, salt, Buffer.from(`Content-Encoding: ${text}\0`), length))
  const content = body.subarray(21 + idLength)
  const opening = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
  opening.setAuthTag(content.subarray(-16))
  const padded = Buffer.concat([opening.update(content.subarray(0, -16)), opening.final()])
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as PushNote
}
