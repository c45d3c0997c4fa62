/** Times are told as the clock of whoever reads them shows them. */
export const tellTimeZone = (): void => {
  for (const field of document.querySelectorAll<HTMLInputElement>('[data-time-zone]')) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone
}
