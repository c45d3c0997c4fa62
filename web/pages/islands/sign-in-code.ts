import { codeAt } from './app/code.ts'
import { meta } from './app/store.ts'

/** On the phone that makes the codes, an unlocked one, the code is there already. */
const fill = async () => {
  const [kept, lock] = [await meta('code'), await meta('lock')]
  const isLocked = lock !== undefined && Date.now() - ((await meta('seenAt')) ?? 0) > lock.afterMs
  const field = document.querySelector<HTMLInputElement>('[data-sign-in-code] input[name=code]')
  const told = document.querySelector<HTMLElement>('[data-code-filled]')
  if (!kept || isLocked || !field || !told || field.value !== '') return
  field.value = await codeAt(kept.key, Date.now())
  told.hidden = false
}
void fill()
