const everyMs = 1_500

/** Keeps what is being typed on the server, and counts what still fits. */
export const keepDrafts = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    let timer: number | undefined
    let saved = textOf(form)
    const save = async () => {
      timer = undefined
      const text = textOf(form)
      if (text === saved || form.dataset.sent) return
      const answer = await fetch(form.dataset.draft ?? '', { method: 'POST', body: new URLSearchParams(text), redirect: 'manual' }).catch(() => null)
      if (answer?.ok) saved = text
    }
    form.addEventListener('input', () => {
      countLeft(form)
      timer ??= window.setTimeout(() => void save(), everyMs)
    })
    window.addEventListener('pagehide', () => {
      const text = textOf(form)
      if (text !== saved && !form.dataset.sent) navigator.sendBeacon(form.dataset.draft ?? '', new URLSearchParams(text))
    })
    countLeft(form)
  }
}

const fields = ['propertyId', 'confirmationNumber', 'body']

const textOf = (form: HTMLFormElement) => {
  const data = new FormData(form)
  return new URLSearchParams(fields.flatMap((name) => (data.has(name) ? [[name, String(data.get(name))]] : []))).toString()
}

const warnBelow = 1_000

const countLeft = (form: HTMLFormElement) => {
  const area = form.querySelector<HTMLTextAreaElement>('textarea[data-most]')
  const line = form.querySelector<HTMLElement>('[data-left]')
  if (!area || !line) return
  const left = Number(area.dataset.most) - area.value.length
  line.hidden = left > warnBelow
  line.textContent = (line.dataset.template ?? '').replace('{count}', new Intl.NumberFormat(document.documentElement.lang).format(left))
}
