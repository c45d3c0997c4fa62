import { useQuery } from '@tanstack/react-query'
import Armchair from 'lucide-react/icons/armchair'
import { useMemo } from 'react'
import { pathOf } from '../address.ts'
import { mineAtQuery } from '../api/queries.ts'
import { Link } from '../parts/link.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { mineItems } from './items.ts'
import { ListColumn } from './list-column.tsx'
import { Narrowed, useNarrowing } from './narrowed.tsx'
import { Rows } from './rows.tsx'

export const MineList = ({ openId }: { openId: string | null }) => {
  const { t } = useWords()
  const mine = useQuery(mineAtQuery(useNarrowing('property')))
  const items = useMemo(() => mineItems(t, mine.data?.rows ?? []), [mine.data, t])
  return (
    <ListColumn title={t('rail.mine')}>
      <Narrowed />
      {mine.isPending && <Loading label={t('state.loading')} rows={5} />}
      {mine.isError && !mine.data && <Trouble title={t('mine.trouble')} error={mine.error} onRetry={() => void mine.refetch()} busy={mine.isFetching} />}
      {mine.data && items.length === 0 && (
        <State icon={Armchair} title={t('mine.empty')}>
          <p>{t('mine.emptyHint')}</p>
          <Link className="button button-plain" href={pathOf('queue')}>
            {t('mine.toQueue')}
          </Link>
        </State>
      )}
      {items.length > 0 && <Rows items={items} view="mine" openId={openId} label={t('rail.mine')} />}
    </ListColumn>
  )
}
