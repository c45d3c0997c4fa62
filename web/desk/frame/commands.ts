import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { TextKey } from '../words/texts.ts'
import { useShortcut } from './shortcuts.ts'

export const commandGroups = ['conversation', 'list', 'go'] as const
export type Command = { id: string; title: TextKey; group: (typeof commandGroups)[number]; shortcut?: string; run: () => void }

type NewCommand = { title: TextKey; group: Command['group']; shortcut?: string; run: () => void; off?: boolean }

/** Something one can do now: by its shortcut, and by its name in the command palette. */
export const useCommand = ({ title, group, shortcut, run, off = false }: NewCommand): void => {
  const runNow = useEffectEvent(run)
  useShortcut(shortcut ?? '', () => {
    if (!off) run()
  })
  useEffect(() => {
    if (off) return
    const command: Command = { id: title, title, group, shortcut, run: () => runNow() }
    change([...known.commands.filter(({ id }) => id !== title), command])
    return () => change(known.commands.filter((each) => each !== command))
  }, [title, group, shortcut, off])
}

export const useCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => known.commands)

/** Does what is called so, where it can be done now. */
export const runCommand = (id: TextKey): void => known.commands.find((command) => command.id === id)?.run()

const known: { commands: readonly Command[] } = { commands: [] }
const listeners = new Set<() => void>()

const change = (commands: readonly Command[]) => {
  known.commands = commands
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
