import { useQuery } from '@tanstack/react-query'
import X from 'lucide-react/icons/x'
import { lazy, Suspense, useState } from 'react'
import { propertiesQuery } from '../api/found.ts'
import { patiently } from '../frame/patiently.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

const Picker = lazy(async () => ({ default: (await patiently(() => import('../parts/picker.tsx'))).Picker }))

type PropertyFilterProps = { /** The property's number, as it stands in the address. */ value: string; onChange: (number: string) => void }

/** Narrows the list to one property, found by name, number or city. */
export const PropertyFilter = ({ value, onChange }: PropertyFilterProps) => {
  const { t, country } = useWords()
  // Null until it was opened once.
  const [isOpen, setOpen] = useState<boolean | null>(null)
  const [typed, setTyped] = useState('')
  const found = useQuery({ ...propertiesQuery(typed), enabled: isOpen === true })
  const chosen = useQuery({ ...propertiesQuery(value), enabled: value !== '' }).data?.properties.find(({ number }) => number === value)
  const choices = (found.data?.properties ?? []).map(({ number, name, city, country: code }) => ({ id: number, title: name, hint: `${number} · ${city}, ${country(code)}` }))
  const open = () => {
    setTyped('')
    setOpen(true)
  }
  return (
    <div className="filter-property" data-chosen={value !== ''}>
      <button type="button" aria-haspopup="dialog" onClick={open}>
        {value === '' ? t('filter.property') : t('filter.propertyIs', { name: chosen?.name ?? value })}
      </button>
      {value !== '' && <IconButton label={t('filter.propertyOff')} icon={X} onPress={() => onChange('')} />}
      <Suspense>
        {isOpen !== null && <Picker label={t('filter.property')} hint={t('filter.propertyHint')} choices={choices} isOpen={isOpen} onOpenChange={setOpen} onType={setTyped} onChoose={({ id }) => onChange(id)} />}
      </Suspense>
    </div>
  )
}
