import { useQuery } from '@tanstack/react-query'
import { colleaguesQuery } from '../api/casework.ts'
import { useMe } from '../me.tsx'
import { Picker } from '../parts/picker.tsx'
import { useWords } from '../words/words.tsx'

type MentionPickerProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; onChoose: (name: string) => void }

/** A colleague to name in a note; they are told. */
export const MentionPicker = ({ isOpen, onOpenChange, onChoose }: MentionPickerProps) => {
  const { t } = useWords()
  const me = useMe()
  const { data } = useQuery({ ...colleaguesQuery, enabled: isOpen })
  const choices = (data?.agents ?? []).filter(({ id }) => id !== me.id).map(({ id, name }) => ({ id, title: name }))
  return <Picker label={t('mention.title')} choices={choices} isOpen={isOpen} onOpenChange={onOpenChange} onChoose={({ title }) => onChoose(title)} />
}
