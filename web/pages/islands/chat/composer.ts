import { storeOf } from '../asking/store.ts'

type Composer = { onSend: (body: string, files: File[]) => void }

const store = storeOf('sessionStorage')

/** The field at the foot of the page: Enter sends where there are keys to press beside it, and the text survives a reload. */
export const useComposer = (form: HTMLFormElement, key: string, { onSend }: Composer) => {
  const field = form.querySelector('textarea')
  const files = form.querySelector<HTMLInputElement>('[name=files]')
  if (!field) return null
  field.value ||= store.get(key) ?? ''
  const grow = () => {
    field.rows = Math.min(6, Math.max(2, field.value.split('\n').length))
    store.set(key, field.value || null)
  }
  const send = () => {
    const body = field.value.trim()
    const chosen = [...(files?.files ?? [])]
    if (!body && chosen.length === 0) return
    field.value = ''
    if (files) files.value = ''
    grow()
    showFiles(form, files)
    onSend(body, chosen)
    field.focus()
  }
  field.addEventListener('input', grow)
  files?.addEventListener('change', () => showFiles(form, files))
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return
    // On a telephone Enter makes a line, and the button beside it sends.
    if (!event.ctrlKey && !event.metaKey && !matchMedia('(pointer: fine)').matches) return
    event.preventDefault()
    send()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  grow()
  stayVisible(form)
  return {
    takeBack: ({ clientId, body }: { clientId: string; body: string }, drop: (clientId: string) => void) => {
      field.value = [body, field.value].filter(Boolean).join('\n\n')
      grow()
      field.focus()
      drop(clientId)
    },
  }
}

const showFiles = (form: HTMLFormElement, files: HTMLInputElement | null) => {
  const line = form.querySelector('.chat-file span')
  if (!line || !files) return
  form.dataset.label ??= line.textContent ?? ''
  line.textContent = files.files?.length ? [...files.files].map(({ name }) => name).join(', ') : form.dataset.label
}

// Some telephones lay the keyboard over the page: the field is lifted above it.
const stayVisible = (form: HTMLFormElement) => {
  const view = window.visualViewport
  if (!view) return
  const lift = () => form.style.setProperty('--keyboard', `${Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop))}px`)
  view.addEventListener('resize', lift)
  view.addEventListener('scroll', lift)
}
