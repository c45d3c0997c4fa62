/** A second press on the same button does nothing; the server would store it once all the same. */
export const sendOnce = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) {
        event.preventDefault()
        return
      }
      form.dataset.sent = '1'
      for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
    })
    // Back from the next page, or after a failed network: the form can be sent again.
    window.addEventListener('pageshow', () => {
      delete form.dataset.sent
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
    })
  }
}
