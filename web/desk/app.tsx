import { useQuery } from '@tanstack/react-query'
import { meQuery } from './api/queries.ts'
import { Desk } from './desk.tsx'
import { MeContext } from './me.tsx'
import { Trouble } from './parts/state.tsx'
import { toDeskLocale } from './words/texts.ts'
import { useWords, WordsProvider } from './words/words.tsx'

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Nothing can be said before it is known who sits here and in which language. */
export const App = () => {
  const me = useQuery(meQuery)
  if (me.data) {
    return (
      <MeContext value={me.data}>
        <WordsProvider locale={toDeskLocale(me.data.locale)} timeZone={me.data.timeZone}>
          <Desk />
        </WordsProvider>
      </MeContext>
    )
  }
  if (!me.error) return <div className="boot" aria-busy="true" />
  return (
    <WordsProvider locale={toDeskLocale(navigator.language)} timeZone={browserZone()}>
      <NotOpen error={me.error} onRetry={() => void me.refetch()} busy={me.isFetching} />
    </WordsProvider>
  )
}

const NotOpen = ({ error, onRetry, busy }: { error: Error; onRetry: () => void; busy: boolean }) => {
  const { t } = useWords()
  return (
    <main className="boot">
      <h1 className="visually-hidden">{t('rail.desk')}</h1>
      <Trouble title={t('desk.notOpen')} error={error} onRetry={onRetry} busy={busy} />
    </main>
  )
}
