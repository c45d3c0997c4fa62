import { Channel } from '#contract/content'
import { useQuery } from '@tanstack/react-query'
import { pathOf } from '../address.ts'
import { topicsQuery } from '../api/seasons.ts'
import { Choice } from '../parts/choice.tsx'
import { Link } from '../parts/link.tsx'
import { useWords } from '../words/words.tsx'
import type { Look } from './look.ts'

/** The two pages of figures, and what both can be narrowed to. */
export const ReportsHead = ({ page, hint }: { page: 'now' | 'history'; hint: string }) => {
  const { t } = useWords()
  const search = location.search
  return (
    <header className="sheet-head">
      <h2 id="list-heading" tabIndex={-1}>
        {t('reports.title')}
      </h2>
      <nav className="reports-pages" aria-label={t('reports.pages')}>
        <Link href={`${pathOf('now')}${search}`} aria-current={page === 'now' ? 'page' : undefined}>
          {t('rail.now')}
        </Link>
        <Link href={`${pathOf('history')}${search}`} aria-current={page === 'history' ? 'page' : undefined}>
          {t('rail.history')}
        </Link>
      </nav>
      <p className="hint">{hint}</p>
    </header>
  )
}

const languages = ['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar']
const doors = ['partner', 'guest'] as const

type FiltersProps = { look: Look; onChange: (change: Partial<Look>) => void }

export const ReportFilters = ({ look, onChange }: FiltersProps) => {
  const { t, locale, language } = useWords()
  const partner = useQuery(topicsQuery('partner', locale)).data?.topics ?? []
  const guest = useQuery(topicsQuery('guest', locale)).data?.topics ?? []
  const topics = doors.filter((door) => !look.door || look.door === door).flatMap((door) =>
    (door === 'partner' ? partner : guest).map((topic) => ({ value: `${door}/${topic.key}`, name: `${t(`door.${door}`)}: ${topic.name}` })))
  const door = (value: string) => doors.find((known) => known === value)
  return (
    <div className="work-filters" role="group" aria-label={t('reports.filters')}>
      <Choice all={t('reports.all')} label={t('reports.door')} value={look.door} options={doors.map((value) => ({ value, name: t(`door.${value}`) }))} onChange={(value) => onChange({ door: door(value), topic: undefined })} />
      <Choice all={t('reports.all')} label={t('reports.topic')} value={look.topic} options={topics} onChange={(value) => onChange({ topic: value || undefined })} />
      {/* Sums are kept by language and by channel, not by both at once. */}
      <Choice all={t('reports.all')} label={t('reports.language')} value={look.language} options={languages.map((value) => ({ value, name: language(value) }))} onChange={(value) => onChange({ language: value || undefined, channel: undefined })} />
      <Choice all={t('reports.all')} label={t('reports.channel')} value={look.channel} options={Channel.options.map((value) => ({ value, name: t(`channel.${value}`) }))} onChange={(value) => onChange({ channel: Channel.safeParse(value).data, language: undefined })} />
    </div>
  )
}
