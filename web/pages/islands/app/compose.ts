import { here, pathOf } from './here.ts'
import { refresh } from '../live.ts'
import { add, change, hear, items, type Item } from './store.ts'
import { problemOf } from './list.ts'
import { toldAsSent } from './report.ts'
import { forget, keepNow } from './typed.ts'
import { sendSoon } from './worker.ts'

/** Every message goes through the outbox, with a line or without: what is written is on the phone before it is on its way. */
export const compose = (): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.outbox === undefined || here.person === '') return
    // What the server keeps for this form already, as from a browser without a worker, only it can send.
    if (form.querySelector('[data-draft-files]') !== null || event.submitter?.getAttribute('name') === 'detach') return
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = '1'
    void send(form).finally(() => {
      delete form.dataset.busy
      delete form.dataset.sent
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
    })
  })
  hear((news) => {
    if ('sent' in news && news.about !== '' && here.path.endsWith(news.about)) void refresh()
  })
}

const waitMs = 8_000

const send = async (form: HTMLFormElement) => {
  const item = itemOf(form)
  try {
    await add(item)
  } catch {
    // The phone keeps nothing: the form goes to the server, as without a script.
    return form.submit()
  }
  await forget(form)
  document.dispatchEvent(new Event('hospes-outbox'))
  const sending = sendSoon()
  if (item.kind !== 'report') empty(form)
  await Promise.race([sending, new Promise((done) => setTimeout(done, navigator.onLine ? waitMs : 0))])
  const now = (await items()).find(({ id }) => id === item.id)
  document.dispatchEvent(new Event('hospes-outbox'))
  document.dispatchEvent(new Event('hospes-send'))
  if (item.kind !== 'report') return
  if (now?.state === 'failed') return refused(form, now)
  location.assign(now?.state === 'sent' && now.conversationId ? pathOf('messages', now.conversationId, 'sent') : pathOf('outbox'))
}

const itemOf = (form: HTMLFormElement): Item => {
  const data = new FormData(form)
  const kind = form.dataset.outbox === 'reply' || form.dataset.outbox === 'letter' ? form.dataset.outbox : 'report'
  const text = (name: string) => String(data.get(name) ?? '')
  const chosen = form.querySelector<HTMLSelectElement>('#subtopic')?.selectedOptions[0]
  return {
    id: crypto.randomUUID(), person: here.person, locale: here.locale, kind, about: form.dataset.about ?? '',
    title: form.dataset.title ?? chosen?.textContent ?? '', body: text('body'),
    fields: kind === 'report' ? { topic: text('topic'), subtopic: text('subtopic'), propertyId: text('propertyId'), confirmationNumber: text('confirmationNumber'), told: toldAsSent(form) } : {},
    files: data.getAll('files').filter((file) => file instanceof File && file.name !== '').map((file) => ({ name: (file as File).name, blob: file as File })),
    state: 'waiting', unsure: false, problem: null, writtenAt: Date.now(), conversationId: null,
  }
}

const empty = (form: HTMLFormElement) => {
  form.dataset.sent = '1'
  for (const area of form.querySelectorAll('textarea')) area.value = ''
  for (const input of form.querySelectorAll<HTMLInputElement>('[type=file]')) input.value = ''
}

/** What the server will not take is told at the form, where it can be mended; it does not wait in the outbox as well. */
const refused = async (form: HTMLFormElement, item: Item) => {
  await change(item.id, () => null)
  const told = form.querySelector('.refused') ?? form.insertBefore(document.createElement('p'), form.firstChild)
  told.className = 'refused error'
  told.setAttribute('role', 'alert')
  told.textContent = problemOf(form, item.problem)
  await keepNow(form)
  told.scrollIntoView({ block: 'center' })
}
