import { Hono } from 'hono'
import { z } from 'zod'
import { Refusal, storable } from '#kernel'
import type { App } from './app.ts'
import type { Env, Request } from './request.ts'

/** One operation of the REST API: its place, its shapes, who may, and the one verb it calls. */
export type Operation<Query extends z.ZodType, Body extends z.ZodType, Result extends z.ZodType> = {
  method: 'get' | 'post' | 'patch'
  path: string
  who: 'anyone' | 'partner' | 'agent'
  about: string
  query?: Query
  body?: Body
  result: Result
  status?: 200 | 201
  run: (input: { app: App; c: Request; params: Record<string, string>; query: z.infer<Query>; body: z.infer<Body> }) => Promise<z.input<Result>>
}
export type AnyOperation = Operation<z.ZodType, z.ZodType, z.ZodType>

/** Keeps the shapes of one operation together for the type checker. */
export const operation = <Query extends z.ZodType, Body extends z.ZodType, Result extends z.ZodType>(
  definition: Operation<Query, Body, Result>,
): AnyOperation => ({ ...definition, ...(definition.body ? { body: strict(definition.body) } : {}) }) as unknown as AnyOperation

/** A body holds what its shape names and nothing else: what would be passed over in silence is refused. */
const strict = (body: z.ZodType): z.ZodType => (body instanceof z.ZodObject ? body.strict() : body)

const maxJsonBytes = 100_000

/** Mounts operations: input parsed once by their schemas, answers as JSON. */
export const mountOperations = (app: App, operations: readonly AnyOperation[]) => {
  const router = new Hono<Env>()
  for (const op of operations) {
    router.on(op.method.toUpperCase(), op.path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
      const query = parse(op.query, mapValues(c.req.query(), storable), 'query')
      const body = op.body ? parse(op.body, await jsonBody(c), 'body') : undefined
      const result = await op.run({ app, c, params: ids(c.req.param() as Record<string, string>), query, body })
      c.header('cache-control', 'no-store')
      // Screens count from it: "promise in 40 min" holds on a machine whose clock is wrong.
      c.header('date', app.now().toUTCString())
      return c.json(result, op.status ?? 200)
    })
  }
  return router
}

const ids = (params: Record<string, string>) => {
  if ('id' in params && !z.uuid().safeParse(params.id).success) throw new Refusal('not_found')
  return params
}

const mapValues = (from: Record<string, string>, change: (value: string) => string) =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]))

const parse = (schema: z.ZodType | undefined, value: unknown, where: string) => {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.') || where}: ${issue.message}`)
  throw new Refusal('invalid', { fields })
}

const jsonBody = async (c: Request): Promise<unknown> => {
  const text = await c.req.text()
  if (text.length > maxJsonBytes) throw new Refusal('too_large')
  if (text === '') return {}
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value))
  } catch {
    throw new Refusal('invalid', { fields: ['body: not JSON'] })
  }
}

/** The OpenAPI 3.1 document of the same operations. */
export const openApiOf = (title: string, operations: readonly AnyOperation[]) => ({
  openapi: '3.1.0',
  info: { title: `${title} API`, version: '1' },
  paths: Object.fromEntries(
    [...Map.groupBy(operations, (op) => op.path)].map(([path, ops]) => [
      path,
      Object.fromEntries(ops.map((op) => [op.method, describe(op)])),
    ]),
  ),
  components: {
    securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'A session token, or the session cookie of a signed-in browser.' } },
  },
})

const describe = (op: AnyOperation) => ({
  summary: op.about,
  ...(op.who === 'anyone' ? {} : { security: [{ session: [] }] }),
  parameters: [
    ...[...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...queryParameters(op),
  ],
  ...(op.body ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(op.body, 'input') } } } } : {}),
  responses: {
    [op.status ?? 200]: { description: 'Done', content: { 'application/json': { schema: jsonSchema(op.result, 'output') } } },
    default: { description: 'Refused: `error` names why', content: { 'application/json': { schema: { type: 'object', properties: { error: { type: 'string' }, detail: { type: 'object' } }, required: ['error'] } } } },
  },
})

const queryParameters = (op: AnyOperation) => {
  if (!(op.query instanceof z.ZodObject)) return []
  return Object.entries(op.query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name, in: 'query', required: !schema.safeParse(undefined).success, schema: jsonSchema(schema, 'input'),
  }))
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' })
