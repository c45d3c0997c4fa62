import Compass from 'lucide-react/icons/compass'
import Lamp from 'lucide-react/icons/lamp-desk'
import { pathOf, type View } from '../address.ts'
import { Link } from '../parts/link.tsx'
import { State } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'

/** The middle of the desk before anything is opened. */
export const NothingOpen = ({ view }: { view: View }) => {
  const { t } = useWords()
  return (
    <section className="conversation conversation-none" id="conversation" aria-label={t('nothing.label')}>
      <State icon={Lamp} title={t(`nothing.${view}`)}>
        <p className="hint">
          <kbd>j</kbd> <kbd>k</kbd> {t('nothing.move')} · <kbd>↵</kbd> {t('nothing.open')} · <kbd>?</kbd> {t('nothing.all')}
        </p>
      </State>
    </section>
  )
}

export const Nowhere = () => {
  const { t } = useWords()
  return (
    <section className="conversation conversation-none" id="conversation" aria-label={t('nowhere.title')}>
      <State icon={Compass} title={t('nowhere.title')}>
        <p>{t('nowhere.text')}</p>
        <Link className="button button-primary" href={pathOf('queue')}>
          {t('mine.toQueue')}
        </Link>
      </State>
    </section>
  )
}
