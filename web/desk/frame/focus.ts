const tries = 12

/** Moves the focus to an element that is about to be there. */
export const focusSoon = (id: string, left = tries): void => {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (element) element.focus({ preventScroll: true })
    else if (left > 0) focusSoon(id, left - 1)
  })
}
