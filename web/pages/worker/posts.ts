import { setMeta, shellCache, wipe } from '../islands/app/store.ts'
import { changing } from './kept.ts'

/** A form that is posted as forms are: pages it may have changed are fetched anew. Signing out works without a line too. */
export const passOn = async (event: FetchEvent, scope: string): Promise<Response> => {
  const { request } = event
  const { pathname } = new URL(request.url)
  if (pathname === `${scope}/sign-out`) return signOut(request, scope)
  const answer = await changing(pathname, () => fetch(request).catch(() => null))
  return answer ?? (await caches.match(`${scope}/offline`, { cacheName: shellCache })) ?? Response.error()
}

const signOut = async (request: Request, scope: string): Promise<Response> => {
  const answer = await fetch(request).catch(() => null)
  if (answer) return answer
  await wipe({ outbox: true })
  await setMeta('leaving', scope.split('/')[1] ?? 'en')
  return Response.redirect(`${scope}/signed-out`, 303)
}

/** What another app shares stays on the phone until its report is written. */
export const takeShared = async (request: Request, scope: string): Promise<Response> => {
  const form = await request.formData()
  const text = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '').trim()).filter(Boolean).join('\n')
  const files = form.getAll('files').filter((file) => file instanceof File).map((file) => ({ name: file.name, blob: file }))
  await setMeta('shared', { text, files })
  return Response.redirect(`${scope}/more/help/report?shared=1`, 303)
}
