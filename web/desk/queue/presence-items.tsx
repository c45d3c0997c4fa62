import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import Plus from 'lucide-react/icons/plus'
import { Header, MenuItem, MenuSection, type Selection } from 'react-aria-components/Menu'
import type { ChangeMe } from '#contract/desk'
import { useChangeMe } from '../api/actions.ts'
import { say } from '../frame/notices.ts'
import { useMe } from '../me.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

const choices = [
  { id: 'here', change: { onDuty: true, away: false } },
  { id: 'away', change: { onDuty: true, away: true } },
  { id: 'off', change: { onDuty: false } },
] as const satisfies readonly { id: string; change: ChangeMe }[]
const said = { here: 'duty.nowOn', away: 'presence.nowAway', off: 'duty.nowOff' } as const

/** In the agent's menu: here, away or off duty, and how many conversations at once. */
export const PresenceItems = () => {
  const { t } = useWords()
  const me = useMe()
  const change = useChangeMe()
  const failed = (error: Error) => say('failed', refusalInWords(t, error))
  const current = !me.onDuty ? 'off' : me.presence === 'away' ? 'away' : 'here'
  const choose = (chosen: Selection) => {
    const next = choices.find(({ id }) => chosen !== 'all' && chosen.has(id))
    if (next && next.id !== current) change.mutate(next.change, { onError: failed, onSuccess: () => say('done', t(said[next.id])) })
  }
  const take = (capacity: number) => change.mutate({ capacity }, { onError: failed })
  return (
    <>
      <MenuSection selectionMode="single" selectedKeys={[current]} onSelectionChange={choose} disallowEmptySelection>
        <Header className="menu-header">
          <span>{t('presence.label')}</span>
        </Header>
        {choices.map(({ id }) => (
          <MenuItem className="menu-item" id={id} key={id} textValue={t(`presence.${id}`)}>
            {({ isSelected }) => (
              <>
                <span className="menu-icon">{isSelected && <Check aria-hidden />}</span>
                <span>{t(`presence.${id}`)}</span>
              </>
            )}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection>
        <Header className="menu-header">
          <span>
            {t('presence.capacity')}: {t('presence.has', { has: me.has, capacity: me.capacity })}
          </span>
        </Header>
        <MenuItem className="menu-item" isDisabled={me.capacity <= 1} onAction={() => take(me.capacity - 1)} textValue={t('presence.fewer')}>
          <Minus aria-hidden />
          <span>{t('presence.fewer')}</span>
        </MenuItem>
        <MenuItem className="menu-item" isDisabled={me.capacity >= 20} onAction={() => take(me.capacity + 1)} textValue={t('presence.more')}>
          <Plus aria-hidden />
          <span>{t('presence.more')}</span>
        </MenuItem>
      </MenuSection>
    </>
  )
}
