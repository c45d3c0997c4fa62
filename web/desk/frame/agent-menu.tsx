import Check from 'lucide-react/icons/check'
import Keyboard from 'lucide-react/icons/keyboard'
import KeyRound from 'lucide-react/icons/key-round'
import LogOut from 'lucide-react/icons/log-out'
import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator, type Selection } from 'react-aria-components/Menu'
import { useChangeMe } from '../api/actions.ts'
import { useMe } from '../me.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { PresenceItems } from '../queue/presence-items.tsx'
import { AgentFace } from './agent-face.tsx'
import { say } from './notices.ts'

const languages = [
  { id: 'sv', name: 'Svenska' },
  { id: 'en', name: 'English' },
] as const

type AgentMenuProps = { onShortcuts: () => void; /** It was pressed before it was here. */ isOpen: boolean }

/** The agent's own menu: language of the desk, shortcuts, signing out. */
export const AgentMenu = ({ onShortcuts, isOpen }: AgentMenuProps) => {
  const { t, locale } = useWords()
  const me = useMe()
  const change = useChangeMe()
  const signOut = useRef<HTMLFormElement>(null)
  const choose = (chosen: Selection) => {
    const next = languages.find(({ id }) => chosen !== 'all' && chosen.has(id))
    if (next && next.id !== locale) change.mutate({ locale: next.id }, { onError: (error) => say('failed', refusalInWords(t, error)) })
  }
  return (
    <>
      <MenuTrigger defaultOpen={isOpen}>
        <Button className="agent">
          <AgentFace />
        </Button>
        <Popover className="popover" placement="top start">
          <Menu className="menu" aria-label={t('agent.menu', { name: me.name })}>
            <MenuSection selectionMode="single" selectedKeys={[locale]} onSelectionChange={choose} disallowEmptySelection>
              <Header className="menu-header">
                <strong>{me.name}</strong>
                <span>{me.email}</span>
              </Header>
              {languages.map(({ id, name }) => (
                <MenuItem className="menu-item" id={id} key={id} textValue={name}>
                  {({ isSelected }) => (
                    <>
                      <span className="menu-icon">{isSelected && <Check aria-hidden />}</span>
                      <span lang={id}>{name}</span>
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-line" />
            <PresenceItems />
            <Separator className="menu-line" />
            <MenuItem className="menu-item" onAction={onShortcuts} textValue={t('shortcuts.title')}>
              <Keyboard aria-hidden />
              <span>{t('shortcuts.title')}</span>
              <kbd>?</kbd>
            </MenuItem>
            <MenuItem className="menu-item" href="/desk/sign-in-code" textValue={t('agent.code')}>
              <KeyRound aria-hidden />
              <span>{t('agent.code')}</span>
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => signOut.current?.requestSubmit()} textValue={t('agent.signOut')}>
              <LogOut aria-hidden />
              <span>{t('agent.signOut')}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <form method="post" action="/desk/sign-out" ref={signOut} hidden />
    </>
  )
}
