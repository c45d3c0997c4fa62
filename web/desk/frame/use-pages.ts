import type { SheetName } from '../address.ts'
import { useMe } from '../me.tsx'
import { useCommand } from './commands.ts'

/** Every page that has no key of its own, by its name in the palette: the leads' to leads. */
export const usePages = (open: (page: SheetName) => void): void => {
  const { roles } = useMe()
  const leads = roles.includes('lead') || roles.includes('admin')
  usePage('library', { open })
  usePage('words', { open })
  usePage('featured', { open })
  usePage('mail', { open })
  usePage('now', { open, off: !leads })
  usePage('history', { open, off: !leads })
  usePage('replies', { open, off: !leads })
  usePage('hours', { open, off: !leads })
  usePage('promises', { open, off: !leads })
  usePage('audit', { open, off: !leads })
  usePage('season', { open, off: !leads })
}

const usePage = (page: SheetName, { open, off }: { open: (page: SheetName) => void; off?: boolean }) => useCommand({ title: `rail.${page}`, group: 'go', run: () => open(page), off })
