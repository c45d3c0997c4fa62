import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { go, isSheet, pathOf, usePlace, writingPath, type Place, type SheetName, type View, type Writing } from './address.ts'
import { phoneQuery } from './api/phone.ts'
import { mineQuery, queueQuery } from './api/queries.ts'
import { Nowhere, NothingOpen } from './conversation/nothing-open.tsx'
import { loadEditorSoon } from './conversation/composer-field.tsx'
import { OpenConversation } from './conversation/open-conversation.tsx'
import { DemoStrip, LostStrip, NoticeBar, SkipLinks, Spoken } from './frame/strips.tsx'
import { CallDialog } from './frame/call-dialog.tsx'
import { useCommand } from './frame/commands.ts'
import { focusSoon } from './frame/focus.ts'
import { dismissFailure } from './frame/notices.ts'
import { usePalette } from './frame/use-palette.ts'
import { Rail } from './frame/rail.tsx'
import { ShortcutsDialog } from './frame/shortcuts-dialog.tsx'
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
import { useWords } from './words/words.tsx'

const Palette = lazy(async () => ({ default: (await import('./frame/palette.tsx')).Palette }))
const Softphone = lazy(async () => ({ default: (await import('./phone/softphone/softphone.tsx')).Softphone }))
const SearchList = lazy(async () => ({ default: (await import('./list/search-list.tsx')).SearchList }))

/** The frame: rail, list, conversation. Which of them a narrow screen shows is the address's choice. */
export const Desk = () => {
  const me = useMe()
  const { t } = useWords()
  const place = usePlace()
  const phone = useQuery(phoneQuery).data
  const feed = useLive()
  const counts = useCounts()
  const [asksCode, setAsksCode] = useState(false)
  const [asksShortcuts, setAsksShortcuts] = useState(false)
  useMineAnnouncements(place.conversationId)
  usePresence()
  useTitle(place, counts.mine)
  useEffect(loadEditorSoon, [])
  useEffect(dismissFailure, [place.view, place.conversationId])
  const open = (view: View | SheetName) => {
    go(pathOf(view))
    focusSoon('list-heading')
  }
  const palette = usePalette()
  useCommand({ title: 'rail.queue', group: 'go', shortcut: 'q', run: () => open('queue') })
  useCommand({ title: 'rail.mine', group: 'go', shortcut: 'm', run: () => open('mine') })
  useCommand({ title: 'rail.articles', group: 'go', shortcut: 'a', run: () => open('articles') })
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
    <div className="desk" data-page={place.conversationId === null ? 'list' : 'conversation'}>
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
      <CallDialog isOpen={asksCode} onOpenChange={setAsksCode} />
      {palette.isOpen !== null && (
        <Suspense>
          <Palette isOpen={palette.isOpen} onOpenChange={palette.setOpen} />
        </Suspense>
      )}
      <ShortcutsDialog isOpen={asksShortcuts} onOpenChange={setAsksShortcuts} />
    </div>
  )
}

const Counter = ({ place }: { place: Place }) => {
  if (place.view === null) return <Nowhere />
  if (isSheet(place.view)) return <SheetPage name={place.view} writing={'writing' in place ? place.writing : undefined} />
  return <Columns key={place.view} view={place.view} conversationId={place.conversationId} />
}

// Each page comes only to those who open it: who answers waits for none of them.
const ArticlesPage = lazy(async () => ({ default: (await import('./articles/articles-page.tsx')).ArticlesPage }))
const LibraryPage = lazy(async () => ({ default: (await import('./authoring/library-page.tsx')).LibraryPage }))
const WritingPage = lazy(async () => ({ default: (await import('./authoring/writing-page.tsx')).WritingPage }))
const WordsPage = lazy(async () => ({ default: (await import('./author-lists/words-page.tsx')).WordsPage }))
const FeaturedPage = lazy(async () => ({ default: (await import('./author-lists/featured-page.tsx')).FeaturedPage }))
const MailPage = lazy(async () => ({ default: (await import('./mail/mail-page.tsx')).MailPage }))
const SeasonPage = lazy(async () => ({ default: (await import('./season/season-page.tsx')).SeasonPage }))
const NowPage = lazy(async () => ({ default: (await import('./reports/now-page.tsx')).NowPage }))
const HistoryPage = lazy(async () => ({ default: (await import('./reports/history-page.tsx')).HistoryPage }))
const RepliesPage = lazy(async () => ({ default: (await import('./macros/replies-page.tsx')).RepliesPage }))
const HoursPage = lazy(async () => ({ default: (await import('./hours/hours-page.tsx')).HoursPage }))
const PromisesPage = lazy(async () => ({ default: (await import('./hours/promises-page.tsx')).PromisesPage }))
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }))

const pages = { articles: ArticlesPage, library: LibraryPage, mail: MailPage, season: SeasonPage, words: WordsPage, featured: FeaturedPage, now: NowPage, history: HistoryPage, replies: RepliesPage, hours: HoursPage, promises: PromisesPage, audit: AuditPage } satisfies Record<SheetName, unknown>

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
    {conversationId === null ? <NothingOpen view={view} /> : <OpenConversation key={conversationId} id={conversationId} view={view} />}
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
