import { storeOf } from './asking/store.ts'
import { keys } from './widget/keys.ts'

/** The chat on a page of our own: loaded when it is wanted, or where one goes on already. Without a script the link leads to the pages. */
const wanted = document.querySelector<HTMLAnchorElement>('a[data-widget]')

const load = (opens: boolean) => {
  const script = document.createElement('script')
  script.src = '/widget.js'
  Object.assign(script.dataset, { door: document.documentElement.dataset.door, lang: document.documentElement.lang, button: 'none' }, opens ? { open: '' } : {})
  document.head.append(script)
}

if (wanted) {
  const now = { loaded: storeOf('localStorage').get(keys.chat) !== null }
  if (now.loaded) load(false)
  wanted.addEventListener('click', (event) => {
    event.preventDefault()
    if (!now.loaded) load(true)
    now.loaded = true
  })
}
