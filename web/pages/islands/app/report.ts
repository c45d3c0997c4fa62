import { here } from './here.ts'
import { pageBefore } from './line.ts'
import { logLines, meta, setMeta } from './store.ts'
import { keepTyped } from './typed.ts'

/** The report's form: subtopics of the chosen topic alone, pictures to look at, and what goes along shown as it is sent. */
export const fillReport = async (): Promise<void> => {
  const form = document.querySelector<HTMLFormElement>('form[data-outbox=report]')
  if (!form) return
  followTopic(form)
  followPictures(form)
  await keepTyped(form)
  await takeShared(form)
  await tellMore(form)
}

const followTopic = (form: HTMLFormElement) => {
  const topic = form.querySelector<HTMLSelectElement>('#topic')
  const subtopic = form.querySelector<HTMLSelectElement>('#subtopic')
  if (!topic || !subtopic) return
  const groups = [...subtopic.querySelectorAll('optgroup')]
  const asked = form.querySelector<HTMLElement>('[data-when-asked]')
  const ask = () => {
    if (asked) asked.hidden = subtopic.selectedOptions[0]?.dataset.asks === undefined
  }
  const narrow = () => {
    const chosen = subtopic.value
    for (const group of groups) group.remove()
    const own = groups.find(({ dataset }) => dataset.topic === topic.value)
    // One topic's need no heading of their own.
    for (const option of subtopic.querySelectorAll('option:not([value=""])')) option.remove()
    if (own) subtopic.append(...[...own.children].map((option) => option.cloneNode(true)))
    subtopic.value = [...subtopic.options].some(({ value }) => value === chosen) ? chosen : ''
    subtopic.disabled = topic.value === ''
    ask()
  }
  topic.addEventListener('change', narrow)
  subtopic.addEventListener('change', ask)
  narrow()
}

const followPictures = (form: HTMLFormElement) => {
  const input = form.querySelector<HTMLInputElement>('#files')
  const camera = form.querySelector<HTMLInputElement>('[data-camera]')
  const list = form.querySelector<HTMLElement>('[data-chosen]')
  if (!input || !camera || !list) return
  const label = camera.closest('label')
  if (label) label.hidden = !matchMedia('(pointer: coarse)').matches
  const show = () => list.replaceChildren(...[...input.files ?? []].map((file, place) => shownFile(list, { file, remove: () => put(input, [...input.files ?? []].filter((_, each) => each !== place)) })))
  // Chosen twice, a field keeps only the second choice; here the first stays.
  let before: File[] = []
  input.addEventListener('change', () => {
    const chosen = [...input.files ?? []]
    put(input, [...before, ...chosen.filter((file) => !before.includes(file))])
  })
  input.addEventListener('hospes-files', () => {
    before = [...input.files ?? []]
    show()
  })
  camera.addEventListener('change', () => {
    put(input, [...input.files ?? [], ...camera.files ?? []])
    camera.value = ''
  })
}

const put = (input: HTMLInputElement, files: File[]) => {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  input.files = transfer.files
  input.dispatchEvent(new Event('hospes-files'))
}

const shownFile = (list: HTMLElement, { file, remove }: { file: File; remove: () => void }) => {
  const item = document.createElement('li')
  if (file.type.startsWith('image/')) {
    const picture = Object.assign(document.createElement('img'), { src: URL.createObjectURL(file), alt: '', width: 72, height: 72 })
    picture.addEventListener('load', () => URL.revokeObjectURL(picture.src))
    item.append(picture)
  }
  const name = Object.assign(document.createElement('bdi'), { textContent: file.name })
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button plain', textContent: list.dataset.remove ?? '' })
  button.setAttribute('aria-label', (list.dataset.removeNamed ?? '').replace('{name}', file.name))
  button.addEventListener('click', remove)
  item.append(name, button)
  return item
}

const takeShared = async (form: HTMLFormElement) => {
  const shared = await meta('shared')
  if (!shared || !location.search.includes('shared=1')) return
  const area = form.querySelector('textarea')
  const input = form.querySelector<HTMLInputElement>('#files')
  if (area && !area.value.includes(shared.text)) area.value = [area.value, shared.text].filter(Boolean).join('\n')
  if (input) put(input, shared.files.map(({ name, blob }) => new File([blob], name, { type: blob.type })))
  await setMeta('shared', undefined)
}

type Told = { version: string; system?: string; lastScreen: string; connection: 'online' | 'offline'; speed: string; window: string; installed: boolean; log?: string[] }
const told: { facts: Told | null; log: string[] } = { facts: null, log: [] }

/** What is sent along: exactly what the page shows, the log only when its box is ticked. */
export const toldAsSent = (form: HTMLFormElement): string => {
  const { facts, log } = told
  if (!facts) return '{}'
  const withLog = form.querySelector<HTMLInputElement>('[name=includeLog]')?.checked ?? false
  return JSON.stringify(withLog ? { ...facts, log } : facts)
}

type Hints = { platform?: string; platformVersion?: string; model?: string }
type Device = Navigator & { connection?: { effectiveType?: string }; userAgentData?: { getHighEntropyValues(names: string[]): Promise<Hints> } }

const tellMore = async (form: HTMLFormElement) => {
  const device = navigator as Device
  const hints = await device.userAgentData?.getHighEntropyValues(['platformVersion', 'model']).catch(() => undefined)
  const system = hints?.platform ? [`${hints.platform} ${hints.platformVersion ?? ''}`.trim(), hints.model].filter(Boolean).join(', ') : undefined
  const facts: Told = {
    version: here.version, ...(system ? { system } : {}), lastScreen: pageBefore(), connection: navigator.onLine ? 'online' : 'offline',
    speed: device.connection?.effectiveType ?? '', window: `${innerWidth} × ${innerHeight}`, installed: matchMedia('(display-mode: standalone)').matches,
  }
  told.facts = facts
  told.log = await logLines()
  for (const [name, value] of Object.entries(facts)) {
    const shown = form.querySelector<HTMLElement>(`[data-told="${name}"]`)
    if (!shown) continue
    shown.textContent = (name === 'connection' ? shown.dataset[facts.connection] : String(value)) ?? ''
    const row = shown.closest('div')
    if (row) row.hidden = shown.textContent === ''
  }
  const hidden = form.querySelector<HTMLInputElement>('[name=told]')
  const box = form.querySelector<HTMLInputElement>('[name=includeLog]')
  const lines = form.querySelector<HTMLElement>('[data-log]')
  const choice = form.querySelector<HTMLElement>('[data-log-choice]')
  if (!hidden || !box || !lines || !choice) return
  choice.hidden = false
  lines.hidden = false
  lines.textContent = told.log.join('\n')
  const write = () => void (hidden.value = toldAsSent(form))
  box.addEventListener('change', write)
  write()
}
