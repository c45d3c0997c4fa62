import { useRef, useState, type KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useFocusAtStart } from './use-focus-at-start.ts'
import { useWords } from '../words/words.tsx'

export type Choice = {
  id: string
  title: string
  /** What stands beside or below the title. */
  hint?: string
  /** Under which heading it stands. */
  group?: string
  shortcut?: string
  /** What is found by beside title and hint. */
  words?: string
}

type PickerProps = {
  label: string
  hint?: string
  choices: Choice[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onChoose: (choice: Choice) => void
  /** The choices answer what was typed already: they are not narrowed here. */
  onType?: (typed: string) => void
}

/** A field and what fits it, by keyboard alone: type, move with the arrows, choose with Enter. */
export const Picker = ({ isOpen, onOpenChange, label, ...rest }: PickerProps) => (
  <ModalOverlay className="overlay overlay-top" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
    <Modal className="modal picker-modal">
      <Dialog className="picker" aria-label={label}>
        <Choices label={label} onOpenChange={onOpenChange} {...rest} />
      </Dialog>
    </Modal>
  </ModalOverlay>
)

const Choices = ({ label, hint, choices, onChoose, onOpenChange, onType }: Omit<PickerProps, 'isOpen'>) => {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const field = useFocusAtStart<HTMLInputElement>()
  const list = useRef<HTMLDivElement>(null)
  // In the order they are drawn.
  const found = groupsOf(onType ? choices : narrowed(choices, typed)).flatMap(({ members }) => members)
  const current = found[Math.min(at, found.length - 1)]
  const type = (text: string) => {
    setTyped(text)
    setAt(0)
    onType?.(text)
  }
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onOpenChange(false)
    onChoose(choice)
  }
  const moveTo = (next: number) => {
    const place = (next + found.length) % Math.max(1, found.length)
    setAt(place)
    list.current?.querySelectorAll('[role=option]')[place]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = { ArrowDown: () => moveTo(at + 1), ArrowUp: () => moveTo(at - 1), Enter: () => choose(current) }
    const move = event.nativeEvent.isComposing ? undefined : moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  return (
    <>
      <input
        className="picker-field" role="combobox" aria-label={label} aria-expanded aria-controls="picker-list" aria-autocomplete="list" autoComplete="off" spellCheck={false}
        aria-activedescendant={current && optionId(current)} placeholder={hint ?? label} value={typed} onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} ref={field}
      />
      <div className="picker-list" id="picker-list" role="listbox" aria-label={label} ref={list}>
        {groupsOf(found).map(({ name, members }) => (
          <div key={name} role="group" aria-label={name || label}>
            {name && <p className="picker-group" aria-hidden>{name}</p>}
            {members.map((choice) => <Option key={choice.id} choice={choice} isCurrent={choice === current} onChoose={() => choose(choice)} />)}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="picker-none" role="status">{t('picker.none')}</p>}
    </>
  )
}

const groupsOf = (choices: Choice[]) => [...Map.groupBy(choices, ({ group }) => group ?? '')].map(([name, members]) => ({ name, members }))

type OptionProps = { choice: Choice; isCurrent: boolean; onChoose: () => void }

// The field keeps the focus: who presses an option goes on typing.
const Option = ({ choice, isCurrent, onChoose }: OptionProps) => (
  <button type="button" className="picker-option" id={optionId(choice)} role="option" aria-selected={isCurrent} tabIndex={-1} onPointerDown={(event) => event.preventDefault()} onClick={onChoose}>
    <span className="picker-title">{choice.title}</span>
    <span className="picker-hint">{choice.hint}</span>
    {choice.shortcut && <kbd>{choice.shortcut}</kbd>}
  </button>
)

const optionId = ({ id }: Choice) => `picker-${id}`

/** Every word that was typed stands somewhere in it; titles that begin with it come first. */
export const narrowed = (choices: Choice[], typed: string): Choice[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return choices
  const fits = choices.filter((choice) => words.every((word) => plain(`${choice.title} ${choice.hint ?? ''} ${choice.words ?? ''}`).includes(word)))
  const first = (choice: Choice) => (plain(choice.title).startsWith(words[0] ?? '') ? 0 : 1)
  return choices.some(({ group }) => group) ? fits : fits.toSorted((a, b) => first(a) - first(b))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
