import { here, pathOf } from './here.ts'
import { change, hear, items, type Item } from './store.ts'

/** Shows what waits on this phone, each with where it stands; what has not left can be changed or taken back. */
export const listOutbox = async (): Promise<void> => {
  const lists = [...document.querySelectorAll<HTMLElement>('[data-outbox-list]')]
  if (lists.length === 0) return
  for (const list of lists) document.querySelector('#reply')?.before(list)
  const show = async () => {
    const own = (await items()).filter(({ person }) => person === here.person)
    for (const list of lists) showIn(list, own)
  }
  hear(() => void show())
  document.addEventListener('hospes-outbox', () => void show())
  await show()
}

const showIn = (list: HTMLElement, own: Item[]) => {
  const about = list.dataset.outboxList ?? ''
  const isAll = document.querySelector('[data-outbox-none]') !== null
  const shown = own.filter((item) => (about === '' || item.about === about) && (isAll || item.state !== 'sent'))
  const ul = list.querySelector('ul')
  if (!ul) return
  const known = new Map([...ul.children].map((li) => [(li as HTMLElement).dataset.id ?? '', li as HTMLElement]))
  for (const [id, li] of known) if (!shown.some((item) => item.id === id)) li.remove()
  for (const item of shown) {
    const li = known.get(item.id) ?? ul.appendChild(made(list, item))
    fill(li, item)
  }
  list.hidden = shown.length === 0
  const none = document.querySelector<HTMLElement>('[data-outbox-none]')
  if (none) none.hidden = shown.length > 0
}

const part = <Kind extends HTMLElement = HTMLElement>(li: HTMLElement, name: string) => li.querySelector<Kind>(`[data-of="${name}"]`)

const made = (list: HTMLElement, item: Item) => {
  const li = list.querySelector('template')?.content.firstElementChild?.cloneNode(true) as HTMLElement
  li.dataset.id = item.id
  li.addEventListener('click', ({ target }) => {
    const what = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset.do : undefined
    if (what) void act(li, what)
  })
  return li
}

const fill = (li: HTMLElement, item: Item) => {
  const state = item.state === 'waiting' && item.unsure ? 'unsure' : item.state
  const chip = part(li, 'state')
  li.dataset.state = state
  if (chip) chip.textContent = chip.dataset[state] ?? ''
  put(li, 'title', item.title)
  put(li, 'body', item.body)
  const files = part(li, 'files')
  if (files) {
    files.hidden = item.files.length === 0
    const names = files.querySelector('span')
    if (names) names.textContent = item.files.map(({ name }) => name).join(', ')
  }
  show(part(li, 'unsure'), state === 'unsure')
  const problem = part(li, 'problem')
  if (problem) {
    problem.hidden = item.problem === null
    problem.textContent = problemOf(problem, item.problem)
  }
  const isStill = (state === 'waiting' || state === 'failed') && !item.unsure
  show(li.querySelector('[data-do=edit]'), isStill && part(li, 'edit')?.hidden !== false)
  show(li.querySelector('[data-do=withdraw]'), isStill)
  show(li.querySelector('[data-do=bare]'), state === 'failed' && item.files.length > 0)
  // What has left cannot be taken back; its line here can go.
  show(li.querySelector('[data-do=forget]'), state === 'sent')
  show(li.querySelector('[data-do=retry]'), state === 'failed' || state === 'unsure')
  show(part(li, 'signIn'), item.problem === 'signed-out')
  const open = part<HTMLAnchorElement>(li, 'open')
  show(open, item.state === 'sent' && item.conversationId !== null)
  if (open && item.conversationId) open.href = pathOf('messages', item.conversationId)
}

const problems: Record<string, string> = { 'signed-out': 'signedOut', 'too-large': 'tooLarge' }

/** What stands in the way, in words of the page, or as the server said it. */
export const problemOf = ({ dataset }: HTMLElement, problem: string | null): string => dataset[problems[problem ?? ''] ?? ''] ?? (problem || (dataset.problem ?? ''))

const put = (li: HTMLElement, name: string, text: string) => {
  const element = part(li, name)
  if (element && element.textContent !== text) element.textContent = text
}
const show = (element: HTMLElement | null, isShown: boolean) => {
  if (element) element.hidden = !isShown
}

const act = async (li: HTMLElement, what: string) => {
  const id = li.dataset.id ?? ''
  const edit = part(li, 'edit')
  const area = edit?.querySelector('textarea')
  if (what === 'edit' && edit && area) {
    area.value = part(li, 'body')?.textContent ?? ''
    edit.hidden = false
    area.focus()
  }
  if (what === 'withdraw') await change(id, (item) => (mayChange(item) ? null : undefined))
  if (what === 'forget') await change(id, (item) => (item.state === 'sent' ? null : undefined))
  if (what === 'keep' && edit && area && area.value.trim() !== '') {
    await change(id, (item) => (mayChange(item) ? { ...item, body: area.value, state: 'waiting', problem: null } : undefined))
    edit.hidden = true
  }
  if (what === 'bare') await change(id, (item) => (item.state === 'failed' ? { ...item, files: [], state: 'waiting', problem: null } : undefined))
  if (what === 'retry') await change(id, (item) => (item.state === 'failed' ? { ...item, state: 'waiting', problem: null } : undefined))
  document.dispatchEvent(new Event('hospes-outbox'))
  if (what === 'keep' || what === 'bare' || what === 'retry') document.dispatchEvent(new Event('hospes-send'))
}

// What is under way, or may have arrived, is not ours any more.
const mayChange = ({ state, unsure }: Item) => (state === 'waiting' || state === 'failed') && !unsure
