import { useEffect, useState } from 'react'

/** Ctrl or ⌘ K opens it, also while one writes; null until it was opened once. */
export const usePalette = () => {
  const [isOpen, setOpen] = useState<boolean | null>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return { isOpen, setOpen }
}
