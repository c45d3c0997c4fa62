import { useEffect, useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'

// One-letter shortcuts can be switched off (WCAG 2.1.4): dictation software types letters too.
const storageKey = 'hospes-desk:shortcuts'
const changed = new EventTarget()

export const useShortcutsEnabled = (): boolean => useSyncExternalStore(subscribe, shortcutsEnabled)

export const setShortcutsEnabled = (enabled: boolean) => {
  localStorage.setItem(storageKey, enabled ? 'on' : 'off')
  changed.dispatchEvent(new Event('changed'))
}

/** Runs `handler` when `key` is pressed outside any field, dialog or menu, without a modifier. */
export const useShortcut = (key: string, handler: () => void) => {
  const run = useEffectEvent(handler)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || !isFree(event)) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}

const held = { times: 0 }

/** While a field that was asked for is on its way, what is typed ahead of it is no command. */
export const useHeldShortcuts = (hold: boolean) =>
  useLayoutEffect(() => {
    if (!hold) return
    held.times += 1
    return () => void (held.times -= 1)
  }, [hold])

const busy = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

const isFree = (event: KeyboardEvent) => {
  if (held.times > 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  if (event.target instanceof Element && event.target.closest(busy)) return false
  return shortcutsEnabled()
}

const shortcutsEnabled = () => localStorage.getItem(storageKey) !== 'off'

const subscribe = (listener: () => void) => {
  changed.addEventListener('changed', listener)
  addEventListener('storage', listener)
  return () => {
    changed.removeEventListener('changed', listener)
    removeEventListener('storage', listener)
  }
}
