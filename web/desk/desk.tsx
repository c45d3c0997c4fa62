import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react'
import { go, isSheet, pathOf, usePlace, writingPath, type Place, type SheetName, type View, type Writing } from './address.ts'
import { phoneQuery } from './api/phone.ts'
import { mineQuery, queueQuery } from './api/queries.ts'
import { Nowhere, NothingOpen } from './conversation/nothing-open.tsx'
import { Opened, useConversationSoon } from './conversation/opened.tsx'
import { patiently } from './frame/patiently.ts'
import { DemoStrip, LostStrip, NoticeBar, SkipLinks, Spoken } from './frame/strips.tsx'
import { useCommand } from './frame/commands.ts'
import { focusSoon } from './frame/focus.ts'
import { dismissFailure } from './frame/notices.ts'
import { usePages } from './frame/use-pages.ts'
import { usePalette } from './frame/use-palette.ts'
import { Rail } from './frame/rail.tsx'
import { MineList } from './list/mine-list.tsx'
import { QueueList } from './list/queue-list.tsx'
import { useLive } from './live/use-live.ts'
import { useMineAnnouncements } from './live/use-announcements.ts'
import { useMe } from './me.tsx'
import { Telephone } from './phone/telephone.tsx'
import { MailAlarmStrip } from './mail/mail-alarm-strip.tsx'
import { OfferStrip } from './queue/offer-strip.tsx'
import { usePresence } from './queue/use-presence.ts'
import { Loading } from './parts/state.tsx'
import { loadMoreTexts } from './words/texts.ts'
import { useWords } from './words/words.tsx'

const CallDialog = lazy(async () => ({ default: (await patiently(() => import('./frame/call-dialog.tsx'))).CallDialog }))
const ShortcutsDialog = lazy(async () => ({ default: (await patiently(() => import('./frame/shortcuts-dialog.tsx'))).ShortcutsDialog }))
const Palette = lazy(async () => ({ default: (await patiently(() => import('./frame/palette.tsx'))).Palette }))
const Softphone = lazy(async () => ({ default: (await patiently(() => import('./phone/softphone/softphone.tsx'))).Softphone }))
const SearchList = lazy(async () => ({ default: (await patiently(() => import('./list/search-list.tsx'))).SearchList }))

/** The frame: rail, list, conversation. Which of them a narrow screen shows is the address's choice. */
export const Desk = () => {
  const me = useMe()
  const { t } = useWords()
  const place = usePlace()
  const phone = useQuery(phoneQuery).data
  const feed = useLive()
  const counts = useCounts()
  // Null until it was opened once.
  const [asksCode, setAsksCode] = useState<boolean | null>(null)
  const [asksShortcuts, setAsksShortcuts] = useState<boolean | null>(null)
  useMineAnnouncements(place.conversationId)
  usePresence()
  useConversationSoon()
  useTitle(place, counts.mine)
  useEffect(dismissFailure, [place.view, place.conversationId])
  const open = (view: View | SheetName) => {
    go(pathOf(view))
    focusSoon('list-heading')
  }
  const palette = usePalette()
  useCommand({ title: 'rail.queue', group: 'go', shortcut: 'q', run: () => open('queue') })
  useCommand({ title: 'rail.mine', group: 'go', shortcut: 'm', run: () => open('mine') })
  useCommand({ title: 'rail.articles', group: 'go', shortcut: 'a', run: () => open('articles') })
  usePages(open)
  useCommand({ title: 'shortcuts.call', group: 'go', shortcut: 'p', run: () => setAsksCode(true) })
  useCommand({ title: 'shortcuts.title', group: 'go', shortcut: '?', run: () => setAsksShortcuts(true) })
  useCommand({
    title: 'shortcuts.search', group: 'go', shortcut: '/',
    run: () => {
      if (place.view !== 'search') go(pathOf('search'))
      focusSoon('search-field')
    },
  })
  return (
    <div className="desk" data-page={place.view === null ? 'nowhere' : place.conversationId === null ? 'list' : 'conversation'}>
      {place.view !== null && !isSheet(place.view) && <SkipLinks />}
      <div className="strips">
        {me.brand.demo && <DemoStrip />}
        {feed === 'lost' && <LostStrip />}
        <MailAlarmStrip />
        <OfferStrip />
        {phone?.softphone && (
          <Suspense>
            <Softphone phone={phone} />
          </Suspense>
        )}
      </div>
      <Rail view={place.view} counts={counts} onCall={() => setAsksCode(true)} onShortcuts={() => setAsksShortcuts(true)} />
      <main className="counter">
        <h1 className="visually-hidden">
          {me.brand.name} · {t('rail.desk')}
        </h1>
        <Counter place={place} />
      </main>
      <NoticeBar />
      <Spoken />
      <Telephone />
      <Suspense>{asksCode !== null && <CallDialog isOpen={asksCode} onOpenChange={setAsksCode} />}</Suspense>
      <Suspense>{palette.isOpen !== null && <Palette isOpen={palette.isOpen} onOpenChange={palette.setOpen} />}</Suspense>
      <Suspense>{asksShortcuts !== null && <ShortcutsDialog isOpen={asksShortcuts} onOpenChange={setAsksShortcuts} />}</Suspense>
    </div>
  )
}

const Counter = ({ place }: { place: Place }) => {
  if (place.view === null) return <Nowhere />
  if (isSheet(place.view)) return <SheetPage name={place.view} writing={'writing' in place ? place.writing : undefined} />
  return <Columns key={place.view} view={place.view} conversationId={place.conversationId} />
}

type PageModule<Name extends string> = Record<Name, ComponentType>

/** A page with its words comes only to those who open it: who answers waits for none of them. */
const page = <Name extends string>(load: () => Promise<PageModule<Name>>, name: Name) =>
  lazy(async () => {
    const [module] = await patiently(() => Promise.all([load(), loadMoreTexts()]))
    return { default: module[name] }
  })
const WritingPage = lazy(async () => {
  const [module] = await patiently(() => Promise.all([import('./authoring/writing-page.tsx'), loadMoreTexts()]))
  return { default: module.WritingPage }
})

const pages = {
  articles: page(() => import('./articles/articles-page.tsx'), 'ArticlesPage'), library: page(() => import('./authoring/library-page.tsx'), 'LibraryPage'),
  mail: page(() => import('./mail/mail-page.tsx'), 'MailPage'), season: page(() => import('./season/season-page.tsx'), 'SeasonPage'),
  words: page(() => import('./author-lists/words-page.tsx'), 'WordsPage'), featured: page(() => import('./author-lists/featured-page.tsx'), 'FeaturedPage'),
  now: page(() => import('./reports/now-page.tsx'), 'NowPage'), history: page(() => import('./reports/history-page.tsx'), 'HistoryPage'),
  replies: page(() => import('./macros/replies-page.tsx'), 'RepliesPage'), hours: page(() => import('./hours/hours-page.tsx'), 'HoursPage'),
  promises: page(() => import('./hours/promises-page.tsx'), 'PromisesPage'), audit: page(() => import('./audit/audit-page.tsx'), 'AuditPage'),
} satisfies Record<SheetName, unknown>

const SheetPage = ({ name, writing }: { name: SheetName; writing: Writing | undefined }) => {
  const { t } = useWords()
  const Page = pages[name]
  return <Suspense fallback={<Loading label={t('state.loading')} rows={4} />}>{writing ? <WritingPage key={writingPath(writing)} place={writing} /> : <Page />}</Suspense>
}

const Columns = ({ view, conversationId }: { view: View; conversationId: string | null }) => (
  <>
    {view === 'queue' && <QueueList openId={conversationId} />}
    {view === 'mine' && <MineList openId={conversationId} />}
    {view === 'search' && (
      <Suspense fallback={<section className="list-column" id="list" aria-busy />}>
        <SearchList openId={conversationId} />
      </Suspense>
    )}
    {conversationId === null ? <NothingOpen view={view} /> : <Opened key={conversationId} id={conversationId} view={view} />}
  </>
)

const useCounts = () => {
  const queue = useInfiniteQuery(queueQuery('all'))
  const mine = useQuery(mineQuery)
  return {
    queue: queue.data?.pages[0]?.lanes.reduce((sum, lane) => sum + lane.waiting, 0) ?? 0,
    mine: mine.data?.rows.filter((row) => row.waits || row.reminder !== null || row.mention !== null).length ?? 0,
    search: 0,
  }
}

const useTitle = (place: Place, waiting: number) => {
  const { t } = useWords()
  const { brand } = useMe()
  const name = place.view === null ? t('nowhere.title') : t(`rail.${place.view}`)
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${name} · ${brand.name}`
  }, [waiting, name, brand.name])
}
