const place = 'hospes-saved'
const most = 200

/** The keys this browser keeps, the last saved first; none where it keeps nothing. */
export const keptKeys = (): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : []
  } catch {
    return []
  }
}

export const keep = (keys: readonly string[]): void => localStorage.setItem(place, JSON.stringify(keys.slice(0, most)))

/** The Save of an article: in the browser while nobody is signed in, in the account otherwise. */
export const keepSaves = async (): Promise<void> => {
  const form = document.querySelector<HTMLFormElement>('form[data-save]')
  const button = form?.querySelector('button')
  if (!form || !button) return
  if (form.dataset.inBrowser === undefined) return moveSaves()
  const key = form.dataset.save ?? ''
  const show = () => {
    const isKept = keptKeys().includes(key)
    button.setAttribute('aria-pressed', String(isKept))
    const label = button.querySelector('span')
    if (label) label.textContent = (isKept ? button.dataset.savedText : button.dataset.saveText) ?? ''
    const list = form.querySelector<HTMLElement>('[data-to-saved]')
    if (list) list.hidden = !isKept
  }
  form.hidden = false
  show()
  // Another tab may have saved or removed it meanwhile.
  addEventListener('storage', show)
  form.addEventListener('submit', (event) => {
    try {
      const others = keptKeys().filter((each) => each !== key)
      keep(keptKeys().includes(key) ? others : [key, ...others])
    } catch {
      // The browser keeps nothing: the form goes to the server, as without a script.
      return
    }
    event.preventDefault()
    show()
  })
}

/** What the browser kept becomes the account's, once its owner is signed in; it is let go of only when it has arrived. */
export const moveSaves = async (): Promise<void> => {
  const keys = keptKeys()
  if (keys.length === 0) return
  const answer = await fetch('/api/v1/saved-articles', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ keys }) }).catch(() => null)
  if (!answer?.ok) return
  localStorage.removeItem(place)
  const here = document.querySelector<HTMLElement>('form[data-save]')?.dataset.save
  if (document.querySelector('[data-saved-account]') !== null || (here !== undefined && keys.includes(here))) location.reload()
}
