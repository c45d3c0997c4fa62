import { keep, keptKeys } from './saves.ts'

type Card = { key: string; door: string; title: string; summary: string; path: string; locale: string }

/** A visitor's own list, from what the browser keeps. */
export const listSaves = async (): Promise<void> => {
  const box = document.querySelector<HTMLElement>('[data-saved-list]')
  const list = box?.querySelector('ul')
  if (!box || !list) return
  box.hidden = false
  const keys = keptKeys()
  const cards = keys.length === 0 ? [] : await cardsOf(keys)
  if (cards === null) return void list.replaceWith(Object.assign(document.createElement('p'), { role: 'alert', textContent: box.dataset.trouble ?? '' }))
  const none = box.querySelector<HTMLElement>('[data-saved-none]')
  const showNone = () => void (none && (none.hidden = list.children.length > 0))
  const own = cards.filter(({ door }) => door === box.dataset.savedList)
  list.append(...own.map((card) => itemOf(card, { label: box.dataset.remove ?? '', onRemoved: showNone })))
  showNone()
}

const cardsOf = async (keys: string[]): Promise<Card[] | null> => {
  const query = new URLSearchParams({ locale: document.documentElement.lang, keys: keys.join(',') })
  const answer = await fetch(`/api/v1/articles?${query}`).catch(() => null)
  return answer?.ok ? ((await answer.json()) as { articles: Card[] }).articles : null
}

const itemOf = ({ key, title, summary, path, locale }: Card, { label, onRemoved }: { label: string; onRemoved: () => void }) => {
  const item = document.createElement('li')
  const link = Object.assign(document.createElement('a'), { href: path, hreflang: locale, lang: locale, textContent: title })
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button plain', textContent: label })
  button.setAttribute('aria-label', `${label}: ${title}`)
  button.addEventListener('click', () => {
    keep(keptKeys().filter((each) => each !== key))
    const next = item.nextElementSibling ?? item.previousElementSibling
    item.remove()
    onRemoved()
    ;(next?.querySelector('a') ?? document.querySelector<HTMLElement>('main'))?.focus()
  })
  item.append(link, Object.assign(document.createElement('p'), { lang: locale, textContent: summary }), button)
  return item
}
