import { Switch } from 'react-aria-components/Switch'
import { acts, useMayAct } from '../casework/acts.ts'
import { Sheet } from '../parts/dialog.tsx'
import { formattingKeys } from '../conversation/formatting-keys.ts'
import type { TextKey } from '../words/texts.ts'
import { useWords } from '../words/words.tsx'
import { modifierName } from './platform.ts'
import { setShortcutsEnabled, useShortcutsEnabled } from './shortcuts.ts'

const formats = ['bold', 'italic', 'bulletList', 'orderedList', 'blockquote', 'code', 'link'] as const

const groups: { title: TextKey; lines: { keys: string[]; text: TextKey }[] }[] = [
  {
    title: 'shortcuts.list',
    lines: [
      { keys: ['j', '↓'], text: 'shortcuts.next' },
      { keys: ['k', '↑'], text: 'shortcuts.previous' },
      { keys: ['↵'], text: 'shortcuts.open' },
      { keys: ['q'], text: 'shortcuts.queue' },
      { keys: ['m'], text: 'shortcuts.mine' },
      { keys: ['/'], text: 'shortcuts.search' },
      { keys: ['v'], text: 'views.title' },
      { keys: ['x'], text: 'shortcuts.pick' },
      { keys: [`${modifierName} K`], text: 'palette.title' },
      { keys: ['a'], text: 'shortcuts.articles' },
      { keys: ['p'], text: 'shortcuts.call' },
      { keys: ['y'], text: 'shortcuts.accept' },
      { keys: ['x'], text: 'shortcuts.decline' },
    ],
  },
  {
    title: 'shortcuts.conversation',
    lines: [
      { keys: ['t'], text: 'shortcuts.take' },
      { keys: ['r'], text: 'shortcuts.reply' },
      { keys: ['n'], text: 'shortcuts.note' },
      { keys: ['c'], text: 'shortcuts.close' },
      { keys: [`${modifierName} ↵`], text: 'shortcuts.send' },
      { keys: ['z'], text: 'shortcuts.undo' },
      { keys: ['/'], text: 'shortcuts.insert' },
      ...acts.map(({ shortcut, title }) => ({ keys: [shortcut], text: title })),
      { keys: ['esc'], text: 'shortcuts.back' },
    ],
  },
  {
    title: 'shortcuts.writing',
    lines: formats.map((name) => ({ keys: [formattingKeys[name](modifierName)], text: `format.${name}` as const })),
  },
]

export const ShortcutsDialog = ({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) => {
  const { t } = useWords()
  const enabled = useShortcutsEnabled()
  const mayAct = useMayAct()
  return (
    <Sheet title={t('shortcuts.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.lines.filter(({ text }) => text !== 'act.readings' || mayAct('readings')).map(({ keys, text }) => (
                <div key={text}>
                  <dt>{t(text)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch className="duty duty-line" isSelected={enabled} onChange={setShortcutsEnabled}>
        <span className="duty-track" aria-hidden>
          <span className="duty-knob" />
        </span>
        <span>{t('shortcuts.enabled')}</span>
      </Switch>
      <p className="hint">{t('shortcuts.hint')}</p>
    </Sheet>
  )
}
