/** Shares the article and copies links to its parts, by what the browser has; prints it. */
export const shareAndPrint = (): void => {
  copyAnchors()
  shareArticle()
  printArticle()
}

const copy = async (text: string) => {
  const copied = await navigator.clipboard.writeText(text).then(() => true, () => false)
  const status = document.querySelector<HTMLElement>('[data-told]')
  if (!copied || !status) return
  status.textContent = status.dataset.told ?? ''
  setTimeout(() => (status.textContent = ''), 4_000)
}

// An address without encryption gets neither a clipboard nor a list to share with.
const hasClipboard = () => isSecureContext && 'clipboard' in navigator
const canShare = () => typeof navigator.share === 'function'

const copyAnchors = () => {
  if (!hasClipboard()) return
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>('.prose .anchor')) {
    anchor.addEventListener('click', () => void copy(anchor.href))
  }
}

const shareArticle = () => {
  const link = document.querySelector<HTMLAnchorElement>('a[data-share]')
  link?.addEventListener('click', (event) => {
    // The link itself writes a mail.
    if (!canShare() && !hasClipboard()) return
    event.preventDefault()
    const url = link.dataset.share ?? location.href
    // Who closes the system's list has changed their mind; where there is none, the link is copied.
    if (canShare()) void navigator.share({ title: document.title, url }).catch(() => undefined)
    else void copy(url)
  })
}

const printArticle = () => {
  const button = document.querySelector<HTMLButtonElement>('button[data-print]')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => print())
}
