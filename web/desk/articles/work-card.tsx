import Check from 'lucide-react/icons/check'
import type { WorkItem } from '#contract/articles'
import { writingPath } from '../address.ts'
import { useWorkDone } from '../api/worklist.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Link } from '../parts/link.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

export const workId = ({ kind, subject, locale }: Pick<WorkItem, 'kind' | 'subject' | 'locale'>) => `work-${kind}-${subject}-${locale ?? 'all'}`.replace(/\s+/g, '-')
export const titleId = (id: string) => `${id}-title`

type CardProps = { item: WorkItem; mayHandle: boolean; onDone: () => void }

/** One piece of work: how many it concerns, what it is, what they said, and that it is done. */
export const WorkCard = ({ item, mayHandle, onDone }: CardProps) => {
  const { t, number } = useWords()
  const id = workId(item)
  return (
    <article className="work" id={id} aria-labelledby={titleId(id)}>
      <p className="work-effect" title={t('work.effectExact', { n: item.people })}>
        <b>{number(item.perWeek)}</b>
        <span>{t('work.perWeek', { n: item.perWeek })}</span>
      </p>
      <div className="work-what">
        <h3>
          <a id={titleId(id)} href={item.path ?? '#'} target="_blank" rel="noopener">
            {item.title}
          </a>
        </h3>
        <Facts item={item} />
        <Edit item={item} />
        <p>{t(`work.kind.${item.kind}`)}</p>
        <Differs item={item} />
        <Reasons item={item} />
        <Texts item={item} />
      </div>
      {mayHandle && <Done item={item} onDone={onDone} />}
    </article>
  )
}

const Facts = ({ item }: { item: WorkItem }) => {
  const { t, language, times } = useWords()
  const now = useNow()
  return (
    <p className="work-facts">
      <Chip>{t(`door.${item.door}`)}</Chip>
      {item.locale !== null && <Chip>{language(item.locale)}</Chip>}
      {item.owner && <span>{item.owner.name}</span>}
      {item.reviewed !== null && <span>{t('work.reviewed', { date: times.plainDate(item.reviewed, now) })}</span>}
      {item.latest !== null && (
        <time dateTime={item.latest} title={times.full(item.latest)}>
          {t('work.latest', { when: times.moment(item.latest, now) })}
        </time>
      )}
    </p>
  )
}

/** Where the text is mended; what is sought in vain has none yet. */
const Edit = ({ item: { kind, subject, locale, title } }: { item: WorkItem }) => {
  const { t } = useWords()
  if (kind === 'zero-hit') return null
  return (
    <p>
      <Link href={writingPath({ key: subject, locale: locale ?? 'en' })}>
        {t('write.edit')}
        <span className="visually-hidden">: {title}</span>
      </Link>
    </p>
  )
}

const Differs = ({ item: { differs } }: { item: WorkItem }) => {
  const { t } = useWords()
  if (!differs) return null
  return (
    <ul className="work-reasons">
      {differs.onlyHere.length > 0 && <li>{t('work.onlyHere', { facts: differs.onlyHere.join(', ') })}</li>}
      {differs.onlyThere.length > 0 && <li>{t('work.onlyThere', { facts: differs.onlyThere.join(', ') })}</li>}
    </ul>
  )
}

const Reasons = ({ item: { reasons } }: { item: WorkItem }) => {
  const { t, number } = useWords()
  if (reasons.length === 0) return null
  return (
    <ul className="work-reasons">
      {reasons.map(({ reason, people }) => (
        <li key={reason}>
          {t(`work.reason.${reason}`)} <b>{number(people)}</b>
        </li>
      ))}
    </ul>
  )
}

const Texts = ({ item: { texts, locale } }: { item: WorkItem }) => {
  const { t, times } = useWords()
  const now = useNow()
  if (texts.length === 0) return null
  return (
    <details className="work-texts">
      <summary>{t('work.texts', { n: texts.length })}</summary>
      <ul>
        {texts.map(({ text, reason, at }) => (
          <li key={`${at}${text}`}>
            <p dir="auto" lang={locale ?? undefined}>
              {text}
            </p>
            <p className="hint">
              {reason !== null && `${t(`work.reason.${reason}`)} · `}
              <time dateTime={at}>{times.moment(at, now)}</time>
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Done = ({ item, onDone }: Pick<CardProps, 'item' | 'onDone'>) => {
  const { t } = useWords()
  const done = useWorkDone()
  const isReview = item.kind === 'overdue-review'
  const press = () =>
    done.mutate(item, {
      onSuccess: () => {
        say('done', t(isReview ? 'work.isReviewed' : 'work.isDone', { title: item.title }))
        onDone()
      },
      onError: (error) => say('failed', refusalInWords(t, error)),
    })
  return (
    <p className="work-done">
      <Button icon={Check} onPress={press} busy={done.isPending}>
        {t(isReview ? 'work.review' : 'work.done')}
        <span className="visually-hidden">: {item.title}</span>
      </Button>
    </p>
  )
}
