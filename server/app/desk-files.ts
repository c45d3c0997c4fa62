import { keepFile } from '#casework'
import { Refusal } from '#kernel'
import type { App } from './app.ts'
import { agentContext, type Request } from './request.ts'

/** `POST /api/v1/desk/files`: one file of a form, `file`; its id goes along with an answer. */
export const attachAtDesk = async (app: App, c: Request): Promise<Response> => {
  const ctx = await agentContext(app, c)
  const file = (await c.req.parseBody()).file
  if (!(file instanceof File)) throw new Refusal('invalid', { field: 'file' })
  return c.json(await keepFile(ctx, app.files, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }), 201)
}
