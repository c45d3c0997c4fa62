import type { RuleList } from '#contract/promises'
import { useQuery } from '@tanstack/react-query'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useState } from 'react'
import { pathOf } from '../address.ts'
import { rulesQuery, useSaveRule } from '../api/hours.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { RuleForm } from './rule-form.tsx'
import { useRuleWords, type RuleRow } from './rule-words.ts'

/** What is promised about each matter, what that means now, what reaches nobody, and what was changed. */
export const PromisesPage = () => {
  const { t } = useWords()
  const found = useQuery(rulesQuery)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.promises')}
        </h2>
        <p className="hint">{t('promises.lead')}</p>
        <p>
          <Link href={pathOf('hours')}>{t('promises.toHours')}</Link> · <Link href={pathOf('season')}>{t('promises.toSeason')}</Link>
        </p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('promises.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <Rules list={found.data} />}
      {found.data && <Changes list={found.data} />}
    </section>
  )
}

const Rules = ({ list }: { list: RuleList }) => {
  const { t } = useWords()
  const [sought, setSought] = useState('')
  const [open, setOpen] = useState<RuleRow | null>(null)
  const warned = list.rules.filter(({ warnings }) => warnings.length > 0).length
  const shown = list.rules.filter(({ topicName, name }) => `${topicName} ${name}`.toLowerCase().includes(sought.trim().toLowerCase()))
  const topics = [...Map.groupBy(shown, ({ door, topic }) => `${door}/${topic}`).values()]
  return (
    <div className="rules">
      {warned > 0 && (
        <p className="hours-warning" role="status">
          <TriangleAlert aria-hidden />
          {t('promises.warned', { n: warned })}
        </p>
      )}
      <label className="field">
        <span>{t('promises.find')}</span>
        <input type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
      </label>
      {shown.length === 0 && <p className="hint">{t('picker.none')}</p>}
      {topics.map((rows) => <Topic key={`${rows[0]?.door} ${rows[0]?.topic}`} rows={rows} onOpen={list.mayChange ? setOpen : null} />)}
      <Sheet title={open ? `${open.topicName} › ${open.name}` : ''} isOpen={open !== null} onOpenChange={() => setOpen(null)}>
        {open && <RuleForm row={open} version={list.version} onDone={() => setOpen(null)} />}
      </Sheet>
    </div>
  )
}

type TopicProps = { rows: RuleRow[]; onOpen: ((row: RuleRow) => void) | null }

const Topic = ({ rows, onOpen }: TopicProps) => {
  const { t, times } = useWords()
  const { inWords } = useRuleWords()
  const now = useNow()
  const [first] = rows
  if (!first) return null
  const id = `topic-${first.door}-${first.topic}`
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        <span className={`door door-${first.door}`} aria-hidden /> {t(`door.${first.door}`)}: {first.topicName}
      </h3>
      <ul className="rule-rows">
        {rows.map((row) => (
          <li key={row.subtopic} className="rule-row">
            <span className="rule-name">{row.name}</span>
            <span>
              {inWords(row.rule)}
              <span className="hint"> · {t('promises.now', { at: times.moment(row.promisedNow, now) })}</span>
              {row.set && <span className="hint"> · {t('promises.setBy', { name: row.set.by, at: times.moment(row.set.at, now) })}</span>}
              {row.warnings.map((warning) => <Chip key={warning} tone="warn" icon={TriangleAlert}>{t(`promises.warning.${warning}`)}</Chip>)}
            </span>
            {onOpen && <Button onPress={() => onOpen(row)}>{t('promises.change')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was changed, the newest first; taking back is a change too. */
const Changes = ({ list: { changes, version, mayChange } }: { list: RuleList }) => {
  const { t, times } = useWords()
  const { inWords } = useRuleWords()
  const now = useNow()
  const saving = useSaveRule()
  if (changes.length === 0) return null
  const takeBack = ({ door, topic, subtopic, before, name }: RuleList['changes'][number]) =>
    saving.mutate({ door, topic, subtopic, rule: before, version }, { onSuccess: () => say('done', t('promises.saved', { name })), onError: (error) => say('failed', refusalInWords(t, error)) })
  return (
    <section aria-labelledby="changes">
      <h3 id="changes">{t('promises.changes')}</h3>
      <ol className="revisions">
        {changes.map((change) => (
          <li key={change.number}>
            <p>
              <b>{change.topicName} › {change.name}</b> <time dateTime={change.at} title={times.full(change.at)}>{times.moment(change.at, now)}</time> {change.by}
            </p>
            <p className="hint">{t('promises.changed', { before: inWords(change.before), after: inWords(change.after) })}</p>
            {mayChange && (
              <p className="form-foot">
                <Button onPress={() => takeBack(change)} busy={saving.isPending}>{t('promises.takeBack')}</Button>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
