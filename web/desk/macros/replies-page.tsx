import type { EditedReplies, EditedReply } from '#contract/macros'
import { useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import Zap from 'lucide-react/icons/zap'
import { useState } from 'react'
import { editedRepliesQuery } from '../api/macros.ts'
import { Button } from '../parts/button.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { ReplyForm } from './reply-form.tsx'

type Reply = EditedReplies['replies'][number]

const fresh = (door: EditedReply['door']): Reply => ({ door, key: '', topics: [], names: {}, bodies: {}, actions: [], edited: null })
const placeOf = ({ door, key }: Pick<Reply, 'door' | 'key'>) => `${door}/${key}`

/** What agents insert and what it does: for leads. */
export const RepliesPage = () => {
  const { t, locale, times } = useWords()
  const found = useQuery(editedRepliesQuery)
  const [open, setOpen] = useState<Reply | null>(null)
  const nameOf = ({ names, key }: Reply) => names[locale] ?? names.en ?? key
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>{t('rail.replies')}</h2>
        <p className="hint">{t('replies.lead')}</p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('replies.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && (
        <div className="sheet-columns">
          <div className="sheet-part">
            {(['partner', 'guest'] as const).map((door) => (
              <section key={door} aria-label={t(`door.${door}`)}>
                <h3>{t(`door.${door}`)}</h3>
                <ul className="reply-list">
                  {found.data.replies.filter((reply) => reply.door === door).map((reply) => (
                    <li key={placeOf(reply)}>
                      <button type="button" aria-pressed={open !== null && placeOf(open) === placeOf(reply)} onClick={() => setOpen(reply)}>
                        <span>{nameOf(reply)}</span>
                        {reply.actions.length > 0 && <span className="hint"><Zap aria-hidden /> {t('macro.count', { n: reply.actions.length })}</span>}
                        {reply.edited && <span className="hint">{t('replies.edited', { name: reply.edited.by, at: times.full(reply.edited.at) })}</span>}
                      </button>
                    </li>
                  ))}
                </ul>
                <Button icon={Plus} onPress={() => setOpen(fresh(door))}>{t('replies.new')}</Button>
              </section>
            ))}
          </div>
          <div className="sheet-part">
            {open ? <ReplyForm key={placeOf(open)} reply={open} values={found.data.values} onDone={() => setOpen(null)} /> : <p className="hint">{t('replies.choose')}</p>}
          </div>
        </div>
      )}
    </section>
  )
}
