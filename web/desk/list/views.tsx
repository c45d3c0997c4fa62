import type { SavedView } from '#contract/casework'
import { useQuery } from '@tanstack/react-query'
import Bookmark from 'lucide-react/icons/bookmark'
import Plus from 'lucide-react/icons/plus'
import Trash from 'lucide-react/icons/trash-2'
import Undo from 'lucide-react/icons/undo-2'
import Users from 'lucide-react/icons/users'
import { useState, type FormEvent } from 'react'
import { go, useFilters } from '../address.ts'
import { useDropView, useSaveView, viewsQuery } from '../api/found.ts'
import { useCommand } from '../frame/commands.ts'
import { say } from '../frame/notices.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { Link } from '../parts/link.tsx'
import { useFocusAtStart } from '../parts/use-focus-at-start.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** Saved choices of filters: one's own and those that all share. */
export const Views = () => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  useCommand({ title: 'views.title', group: 'list', shortcut: 'v', run: () => setOpen(true) })
  return (
    <>
      <Button icon={Bookmark} onPress={() => setOpen(true)} shortcut="v">
        {t('views.title')}
      </Button>
      <Sheet title={t('views.title')} isOpen={isOpen} onOpenChange={setOpen}>
        <ViewList onDone={() => setOpen(false)} />
      </Sheet>
    </>
  )
}

const ViewList = ({ onDone }: { onDone: () => void }) => {
  const { t } = useWords()
  const { data } = useQuery(viewsQuery)
  const [dropping, saving] = [useDropView(), useSaveView()]
  const [dropped, setDropped] = useState<SavedView | null>(null)
  const onError = (error: Error) => say('failed', refusalInWords(t, error))
  const drop = (view: SavedView) => dropping.mutate(view, { onError, onSuccess: () => setDropped(view) })
  const undo = ({ name, shared, filters }: SavedView) => saving.mutate({ name, shared, filters }, { onError, onSuccess: () => setDropped(null) })
  return (
    <>
      <ul className="views">
        {data?.views.map((view) => (
          <li key={view.id}>
            <Link href={`/desk/search?${view.filters}`} onClick={onDone}>
              {view.name}
            </Link>
            {view.shared && (
              <span className="views-by">
                <Users aria-hidden /> {view.by}
              </span>
            )}
            <IconButton label={t('views.drop', { name: view.name })} icon={Trash} onPress={() => drop(view)} />
          </li>
        ))}
      </ul>
      {dropped && (
        <p className="views-dropped" role="status">
          <span>{t('views.dropped', { name: dropped.name })}</span>
          <Button icon={Undo} onPress={() => undo(dropped)} busy={saving.isPending}>{t('held.undo')}</Button>
        </p>
      )}
      <SaveView onDone={onDone} />
    </>
  )
}

const SaveView = ({ onDone }: { onDone: () => void }) => {
  const { t } = useWords()
  const filters = useFilters()
  const field = useFocusAtStart<HTMLInputElement>()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const saving = useSaveView()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      say('done', t('views.saved', { name }))
      go(`/desk/search?${filters}`)
      onDone()
    }
    if (name.trim() !== '') saving.mutate({ name, shared, filters }, { onSuccess })
  }
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        <span>{t('views.name')}</span>
        <input maxLength={60} value={name} onChange={(event) => setName(event.target.value)} ref={field} />
      </label>
      <label className="views-share">
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> {t('views.share')}
      </label>
      {saving.error && <p className="failure" role="alert">{refusalInWords(t, saving.error)}</p>}
      <div className="form-foot">
        <Button look="primary" type="submit" icon={Plus} disabled={name.trim() === ''} busy={saving.isPending}>{t('views.save')}</Button>
      </div>
    </form>
  )
}
