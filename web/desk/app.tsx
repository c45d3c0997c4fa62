import { useQuery } from '@tanstack/react-query'
import { meQuery } from './api/queries.ts'
import { Desk } from './desk.tsx'
import { MeContext } from './me.tsx'
import { Trouble } from './parts/state.tsx'
import { toDeskLocale } from './words/texts.ts'
import { useWords, WordsProvider } from './words/words.tsx'

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
  return <NotOpen error={me.error} onRetry={() => void me.refetch()} busy={me.isFetching} />
}

type NotOpenProps = { error: Error; onRetry: () => void; busy: boolean }

/** In the browser's language, since the agent's is not known. */
export const NotOpen = (props: NotOpenProps) => (
  <WordsProvider locale={toDeskLocale(navigator.language)} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
    <NotOpenPage {...props} />
  </WordsProvider>
)

const NotOpenPage = ({ error, onRetry, busy }: NotOpenProps) => {
  const { t } = useWords()
  return (
    <main className="boot">
      <h1 className="visually-hidden">{t('rail.desk')}</h1>
      <Trouble title={t('desk.notOpen')} error={error} onRetry={onRetry} busy={busy} />
    </main>
  )
}
