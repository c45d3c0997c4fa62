/** A vote without a new page: the server renders, this puts its part in place of the old one. */
export const voteInPlace = (): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.closest('#vote') === null) return
    event.preventDefault()
    void send(form, event.submitter)
  })
}

const send = async (form: HTMLFormElement, submitter: HTMLElement | null) => {
  if (form.dataset.sent) return
  form.dataset.sent = '1'
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)])
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields) }).catch(() => null)
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#vote')
  delete form.dataset.sent
  const old = document.querySelector('#vote')
  if (!fresh || !old) return showFailed()
  old.replaceChildren(...fresh.childNodes)
  const wrong = old.querySelector<HTMLElement>('[aria-invalid]')
  ;(wrong ?? old.querySelector<HTMLElement>('#vote-title'))?.focus()
}

// What was typed stays where it is.
const showFailed = () => {
  const failed = document.querySelector<HTMLElement>('[data-vote-failed]')
  if (failed) failed.hidden = false
}
