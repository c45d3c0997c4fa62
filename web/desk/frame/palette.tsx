import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { go, pathOf } from '../address.ts'
import { suggestionsQuery, viewsQuery } from '../api/found.ts'
import { narrowed, Picker, type Choice } from '../parts/picker.tsx'
import { useWords } from '../words/words.tsx'
import { commandGroups, useCommands } from './commands.ts'

const fewestLetters = 2

/** Everything one can do here, every saved view and every conversation, by typing what it is called. */
export const Palette = ({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) => {
  const { t } = useWords()
  const commands = useCommands()
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed.trim())
  const views = useQuery({ ...viewsQuery, enabled: isOpen })
  const found = useQuery({ ...suggestionsQuery(sought), enabled: isOpen && sought.length >= fewestLetters })
  const own = commandGroups.flatMap((group) =>
    commands.filter((command) => command.group === group).map((command): Choice => ({ id: command.id, title: t(command.title), group: t(`palette.${group}`), shortcut: command.shortcut })))
  const saved = (views.data?.views ?? []).map((view): Choice => ({ id: `view-${view.id}`, title: view.name, group: t('views.title') }))
  const conversations = sought.length < fewestLetters ? [] : (found.data?.rows ?? []).map((row): Choice => ({
    id: row.conversationId, title: row.askerName, hint: `${row.caseNumber} · ${row.excerpt}`, group: t('palette.conversations'),
  }))
  const choose = ({ id }: Choice) => {
    const view = views.data?.views.find((each) => id === `view-${each.id}`)
    const command = commands.find((each) => each.id === id)
    if (view) go(`/desk/search?${view.filters}`)
    else if (command) command.run()
    else go(pathOf('search', id))
  }
  return (
    <Picker label={t('palette.title')} hint={t('palette.hint')} choices={[...narrowed([...own, ...saved], typed), ...conversations]} isOpen={isOpen} onOpenChange={onOpenChange} onChoose={choose} onType={setTyped} />
  )
}
