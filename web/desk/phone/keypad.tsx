import type { KeyboardEvent } from 'react'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** For the menu of whoever is at the other end: by pointer, or typed while one of them has the focus. */
export const Keypad = ({ onKey }: { onKey: (key: string) => void }) => {
  const { t } = useWords()
  const type = ({ key }: KeyboardEvent) => {
    if (keys.some((each) => each === key)) onKey(key)
  }
  return (
    <div className="telephone-keys" role="group" aria-label={t('phone.keysHint')} onKeyDown={type}>
      {keys.map((key) => (
        <Button key={key} onPress={() => onKey(key)}>
          {key}
        </Button>
      ))}
    </div>
  )
}
