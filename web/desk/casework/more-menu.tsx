import Ellipsis from 'lucide-react/icons/ellipsis'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import { useWords } from '../words/words.tsx'
import { acts, useMayAct, type Act } from './acts.ts'

/** What is done less often than answering. */
export const MoreMenu = ({ onAct }: { onAct: (act: Act) => void }) => {
  const { t } = useWords()
  const mayAct = useMayAct()
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={t('act.more')}>
        <Ellipsis aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t('act.more')}>
          {acts.filter(({ act }) => mayAct(act)).map(({ act, title, shortcut }) => (
            <MenuItem className="menu-item" id={act} key={act} textValue={t(title)} onAction={() => onAct(act)}>
              <span>{t(title)}</span>
              <kbd>{shortcut}</kbd>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
