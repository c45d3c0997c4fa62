/** The newest place the thread shows. */
export const lastSeq = (entries: Element): number => Math.max(0, ...[...entries.children].map(({ id }) => Number(id.slice(1)) || 0))

/** Puts what is new behind what is there, each entry once. Returns what staff have said that was not there before. */
export const append = (entries: Element, html: string): Element[] => {
  const fresh = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('li[id]')]
  const added: Element[] = []
  for (const item of fresh) {
    const old = document.getElementById(item.id)
    if (old && entries.contains(old)) {
      // What was said before can look different later, as when its links are switched off.
      if (old.innerHTML !== item.innerHTML && !old.contains(document.activeElement)) old.replaceChildren(...item.childNodes)
      continue
    }
    entries.append(item)
    if (item.classList.contains('staff')) added.push(item)
  }
  return added
}

/** Read out once. A region of its own: the thread is quiet while it is loaded anew. */
export const announce = (items: readonly Element[]): void => {
  if (items.length === 0) return
  const region = document.querySelector('#chat-said') ?? document.body.appendChild(Object.assign(document.createElement('div'), { id: 'chat-said', className: 'visually-hidden', role: 'status', ariaLive: 'polite' }))
  const said = document.createElement('p')
  said.textContent = items.map((item) => item.textContent?.replace(/\s+/g, ' ').trim()).join(' ')
  region.replaceChildren(said)
}

/** What staff have said after a place. */
export const saidAfter = (entries: Element, seq: number): number => [...entries.querySelectorAll('.entry.staff')].filter(({ id }) => Number(id.slice(1)) > seq).length

/** Whether the reader is at the end of the page, and so wants to stay there. */
export const isAtEnd = (): boolean => window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 160

export const toEnd = (): void => window.scrollTo({ top: document.documentElement.scrollHeight })
