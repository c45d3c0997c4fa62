import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { contextOf, visitorContext } from '../server/app/request.ts'
import { OpenedConversation } from '#contract/conversations'
import { ApiError, DeskConversation } from '#contract/desk'
import { Conversation, Session } from '#contract/public'
import { reservationByNumber } from '#directory'
import { enterAccount, resume, signInByPin, systemActor, type AgentActor, type Ctx, type GuestActor, type PartnerActor, type SignedIn } from '#identity'
import { startServer, type ServerOptions, type TestServer } from './server.ts'

/** The whole product with its demo world, and its people ready to act: `await world.partner('ada')`. */
export const startWorld = async (options: ServerOptions = {}) => {
  const server = await startServer(options)
  const client = <Actor extends SignedIn>(kind: Actor['kind']) => async (key: string): Promise<Client<Actor>> => {
    const token = await signIn(server, kind, key)
    const { actor } = await sessionOf<Actor>(server, token)
    return { ...makeClient(server, token), token, actor, ctx: contextOf(server.app, actor) }
  }
  return {
    ...server,
    /** Nobody in particular: sends no session. */
    visitor: makeClient(server, null),
    /** A guest of the demo world: has opened their booking, or (`account`) signed in to the account that booked it. */
    guest: async (key: keyof typeof bookings, proof: 'pin' | 'account' = 'pin'): Promise<Client<GuestActor>> => {
      const ctx = visitorContext(server.app)
      const { number, pin } = bookings[key]
      const { token, actor } = proof === 'pin'
        ? await signInByPin(ctx, { number, pin, lastName: '', network: '198.51.100.1', secret: server.app.secret, demoOpen: true })
        : await enterAccount(ctx, (await reservationByNumber(ctx, number))?.guest.id ?? '', true)
      return { ...makeClient(server, token), token, actor, ctx: contextOf(server.app, actor) }
    },
    partner: client<PartnerActor>('partner'),
    agent: client<AgentActor>('agent'),
    system: contextOf(server.app, systemActor(server.app.brandId)) as Ctx,
  }
}
export type World = Awaited<ReturnType<typeof startWorld>>

/** The world's database as another program would be told of it. */
export const databaseUrl = ({ app }: Pick<TestServer, 'app'>): string => {
  const { connectionString, host, port, user, database } = app.system.pool.options
  return connectionString ?? `postgresql://${user}@localhost/${database}?host=${host}&port=${port}`
}

export type Refused = { status: number; error: string; detail: Record<string, unknown> }
export type Visitor = ReturnType<typeof makeClient>
export type Client<Actor extends SignedIn> = Visitor & { token: string; actor: Actor; /** For calling a verb directly. */ ctx: Ctx<Actor> }
export type Partner = Client<PartnerActor>
export type Agent = Client<AgentActor>

/** Ana travels tomorrow at level 3 and writes Spanish, Emma in two months; Liv arrives today, Marco has been. */
export const bookings = {
  ana: { number: '4071882316', pin: '604182' }, emma: { number: '4068225179', pin: '839407' },
  liv: { number: '4071930548', pin: '271935' }, marco: { number: '4059946023', pin: '492716' },
  paul: { number: '4065517702', pin: '150268' }, yusuf: { number: '4069374860', pin: '765093' },
  thomas: { number: '4071105937', pin: '923651' }, helen: { number: '4066801294', pin: '087524' },
}

export const demoPassword = 'hospes-demo'
const mailHosts: Record<string, string> = {
  ada: 'skargard', nils: 'skargard', priya: 'northlight', jonas: 'northlight', camille: 'northlight', katharina: 'lindenhof', tobias: 'lindenhof',
  lucia: 'mirador', mateo: 'mirador', elena: 'baiablu', davide: 'baiablu',
}
export const mailOf = (key: string): string => `${key}@${mailHosts[key] ?? 'fjordstay'}.example`

/** A message as the API takes it; say only what the test is about. */
export const messageInput = (change: Record<string, unknown> = {}) => ({
  submissionId: randomUUID(), topic: 'rates', subtopic: 'restrictions', body: 'Two nights on Saturdays only, please.', ...change,
})

/** Opens a conversation as the person would, through the API. */
export const ask = (who: Visitor, change: Record<string, unknown> = {}) => who.post('/api/v1/conversations', messageInput(change), OpenedConversation)

/** The conversation as its asker sees it, and as the desk does. */
export const threadOf = (who: Visitor, id: string) => who.get(`/api/v1/conversations/${id}`, Conversation)
export const deskOf = (who: Visitor, id: string) => who.get(`/api/v1/desk/conversations/${id}`, DeskConversation)

/** The answer of a person of staff, after having read everything. */
export const answer = async (agent: Visitor, id: string, body = 'We have looked into it.') => {
  const { lastSeq } = await deskOf(agent, id)
  await agent.call('POST', `/api/v1/desk/conversations/${id}/reply`, { clientId: randomUUID(), seenSeq: lastSeq, body })
}

const signIn = async ({ base }: TestServer, kind: string, key: string) => {
  const body = { kind, email: mailOf(key), password: demoPassword }
  return (await makeClient({ base }, null).post('/api/v1/sessions', body, Session)).token
}

const sessionOf = async <Actor extends SignedIn>({ app }: TestServer, token: string): Promise<{ actor: Actor }> => {
  const session = await resume(visitorContext(app), token, { demoOpen: true })
  if (session.state !== 'live') throw new Error('not signed in')
  return { actor: session.actor as Actor }
}

/** Whoever has this session's token, whatever it is worth here. */
export const visitorAs = (server: Pick<TestServer, 'base'>, token: string) => makeClient(server, token)

const makeClient = ({ base }: { base: string }, token: string | null) => {
  const send = (path: string, init: RequestInit = {}) =>
    fetch(base + path, { redirect: 'manual', ...init, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(init.headers as Record<string, string> | undefined) } })
  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await send(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
    return { status: response.status, body: await response.json() }
  }
  const done = async <Schema extends z.ZodType>(request: { method: string; path: string; body?: unknown }, schema: Schema): Promise<z.infer<Schema>> => {
    const { status, body } = await call(request.method, request.path, request.body)
    if (status >= 400) throw new Error(`${request.method} ${request.path}: ${status} ${JSON.stringify(body)}`)
    return schema.parse(body)
  }
  return {
    base,
    send,
    call,
    get: <Schema extends z.ZodType>(path: string, schema: Schema) => done({ method: 'GET', path }, schema),
    post: <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema) => done({ method: 'POST', path, body }, schema),
    /** The refusal that a request of the API is answered with. */
    refused: async (method: string, path: string, body?: unknown): Promise<Refused> => {
      const answered = await call(method, path, body)
      if (answered.status < 400) throw new Error(`${method} ${path} was not refused: ${answered.status}`)
      return { status: answered.status, detail: {}, ...ApiError.parse(answered.body) }
    },
    /** A page's text and status. */
    page: async (path: string): Promise<{ status: number; text: string; headers: Headers }> => {
      const response = await send(path)
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
    /** Posts a form as a browser without JavaScript does; files stand under `files`. */
    submit: async (path: string, fields: Record<string, string>, files: readonly File[] = []) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      for (const file of files) form.append('files', file)
      const response = await send(path, { method: 'POST', body: form })
      return { status: response.status, text: await response.text(), location: response.headers.get('location'), headers: response.headers }
    },
  }
}
