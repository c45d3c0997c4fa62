import { lanes } from '#contract/queue'
import { useInfiniteQuery } from '@tanstack/react-query'
import Lamp from 'lucide-react/icons/lamp-desk'
import { useMemo } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { go, pathOf } from '../address.ts'
import { usePickNext } from '../api/actions.ts'
import { queueQuery, type LaneChoice } from '../api/queries.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { queueItems } from './items.ts'
import { ListColumn } from './list-column.tsx'
import { Narrowed, narrowBy, useNarrowing } from './narrowed.tsx'
import { Rows } from './rows.tsx'

const choices: LaneChoice[] = ['all', ...lanes]

export const QueueList = ({ openId }: { openId: string | null }) => {
  const { t } = useWords()
  const named = useNarrowing('lane')
  const lane = choices.find((choice) => choice === named) ?? 'all'
  const queue = useInfiniteQuery(queueQuery(lane, useNarrowing('property')))
  const counts = useMemo(() => Object.fromEntries(queue.data?.pages[0]?.lanes.map((l) => [l.lane, l.waiting]) ?? []), [queue.data])
  const items = useMemo(() => {
    const rows = queue.data?.pages.flatMap((page) => page.rows) ?? []
    return queueItems(t, { rows, counts, more: queue.hasNextPage })
  }, [queue.data, queue.hasNextPage, counts, t])
  const loadMore = () => {
    if (!queue.isFetchingNextPage) void queue.fetchNextPage()
  }
  return (
    <ListColumn title={t('rail.queue')} tools={queue.data && <Tools lane={lane} onChange={(choice) => narrowBy('lane', choice === 'all' ? '' : choice)} counts={counts} />}>
      <Narrowed />
      {queue.isPending && <Loading label={t('state.loading')} rows={7} />}
      {queue.isError && !queue.data && <Trouble title={t('queue.trouble')} error={queue.error} onRetry={() => void queue.refetch()} busy={queue.isFetching} />}
      {queue.data && items.length === 0 && (
        <State icon={Lamp} title={t('queue.empty')}>
          <p>{t('queue.emptyHint')}</p>
        </State>
      )}
      {items.length > 0 && (
        <Rows items={items} view="queue" openId={openId} label={t('rail.queue')} onMore={loadMore} failed={queue.isFetchNextPageError} />
      )}
    </ListColumn>
  )
}

type LaneChipsProps = { lane: LaneChoice; onChange: (lane: LaneChoice) => void; counts: Record<string, number> }

const Tools = (props: LaneChipsProps) => (
  <>
    <TakeNext />
    <LaneChips {...props} />
  </>
)

/** The order decides, and keeps the ordinary lane's share; who picks by hand may still do so. */
const TakeNext = () => {
  const { t } = useWords()
  const picking = usePickNext()
  const pick = () =>
    picking.mutate(undefined, {
      onSuccess: ({ conversationId, nothing }) =>
        conversationId === null ? say('done', t(nothing === 'hands-full' || nothing === 'other-skills' ? `queue.nothing.${nothing}` : 'queue.empty')) : go(pathOf('mine', conversationId)),
      onError: (error) => say('failed', refusalInWords(t, error)),
    })
  return (
    <Button onPress={pick} busy={picking.isPending}>
      {t('queue.takeNext')}
    </Button>
  )
}

const LaneChips = ({ lane, onChange, counts }: LaneChipsProps) => {
  const { t, number } = useWords()
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return (
    <ToggleButtonGroup
      className="lanes"
      aria-label={t('lane.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[lane]}
      onSelectionChange={(keys) => onChange(choices.find((choice) => keys.has(choice)) ?? 'all')}
    >
      {choices.map((choice) => (
        <ToggleButton className={`lane lane-${choice}`} id={choice} key={choice}>
          <span>{t(`lane.short.${choice}`)}</span>
          <b>{number(choice === 'all' ? all : (counts[choice] ?? 0))}</b>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
