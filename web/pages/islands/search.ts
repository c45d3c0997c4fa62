/** Suggestions while typing, as the ARIA combobox pattern has them: the field keeps the focus, the arrows walk through a list. */
type Suggestion = { title: string; path: string }

const waitMs = 90
const leastLetters = 2

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector('input')
  if (input) combine(form, input)
}

function combine(form: HTMLFormElement, input: HTMLInputElement) {
  const list = listFor(form, input)
  let timer = 0
  let asked = ''
  let at = -1

  const show = (found: Suggestion[]) => {
    at = -1
    list.replaceChildren(...found.map(({ title, path }, place) => {
      const option = element('li', { id: `${list.id}-${place}`, role: 'option', 'data-path': path })
      option.textContent = title
      return option
    }))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (place: number) => {
    const options = [...list.children]
    at = place < -1 ? options.length - 1 : place >= options.length ? -1 : place
    options.forEach((option, each) => option.setAttribute('aria-selected', String(each === at)))
    const option = options[at]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }
  const ask = async () => {
    const q = input.value.trim()
    if (q === asked) return
    asked = q
    const answer = q.length < leastLetters ? null : await fetch(form.dataset.suggest + encodeURIComponent(q)).catch(() => null)
    const found = answer?.ok ? ((await answer.json()) as { suggestions: Suggestion[] }).suggestions : []
    if (asked === q && document.activeElement === input) show(found)
  }
  const open = (option: Element | undefined) => {
    const path = option instanceof HTMLElement ? option.dataset.path : undefined
    if (path) location.href = path
    return path !== undefined
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), waitMs)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) show([])
    else if (event.key === 'Enter' && open(list.children[at])) event.stopPropagation()
    else if (list.hidden || !/^Arrow(Up|Down)$/.test(event.key)) return
    else choose(event.key === 'ArrowDown' ? at + 1 : at - 1)
    event.preventDefault()
  })
  input.addEventListener('blur', () => {
    asked = ''
    show([])
  })
  // Before the field loses the focus, which would take the list away from under the pointer.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => void open(event.target instanceof Element ? event.target : undefined))
}

function listFor(form: HTMLFormElement, input: HTMLInputElement) {
  const list = element('ul', { id: `${input.id}-list`, role: 'listbox', 'aria-label': form.querySelector('label')?.textContent ?? '' })
  list.hidden = true
  input.after(list)
  set(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })
  return list
}

function element(tag: 'ul' | 'li', attributes: Record<string, string>) {
  const made = document.createElement(tag)
  set(made, attributes)
  return made
}

function set(target: Element, attributes: Record<string, string>) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value)
}
