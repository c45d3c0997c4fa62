import type { SeasonRow } from '#contract/seasons'
import { useState } from 'react'
import { useEndSeason } from '../api/seasons.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords, type Words } from '../words/words.tsx'

/** One season: whom it concerns, from when to when, who made it and who ended it. */
export const SeasonCard = ({ season, mayChange }: { season: SeasonRow; mayChange: boolean }) => {
  const words = useWords()
  const { t, times, number } = words
  const tone = season.state === 'live' ? 'warn' : 'plain'
  return (
    <article className="season">
      <header className="season-head">
        <h4>{season.name}</h4>
        <Chip tone={tone}>{t(`season.state.${season.state}`)}</Chip>
      </header>
      <p>
        <time dateTime={season.startsAt}>{times.full(season.startsAt)}</time> – <time dateTime={season.endsAt}>{times.full(season.endsAt)}</time>
      </p>
      <p className="season-scope">
        {season.doors.map((door) => (
          <Chip key={door}>{t(`season.door.${door}`)}</Chip>
        ))}
        {narrowed(words, season).map((text) => (
          <Chip key={text}>{text}</Chip>
        ))}
        <Chip>{t('season.factorChip', { factor: number(season.waitFactor) })}</Chip>
      </p>
      <p className="hint">
        {t(season.kind === 'planned' ? 'season.plannedBy' : 'season.declaredBy', { name: season.madeBy, when: times.full(season.madeAt) })}
        {season.ended && ' '}
        {season.ended && (season.ended.by === null ? t('season.endedItself', { when: times.full(season.ended.at) }) : t('season.endedBy', { name: season.ended.by, when: times.full(season.ended.at) }))}
      </p>
      {mayChange && <EndButton season={season} />}
    </article>
  )
}

const narrowed = ({ country, language }: Words, { countries, languages, topics }: SeasonRow) => [...countries.map(country), ...languages.map(language), ...topics]

/** Asked once more in place: a season that ends changes every page at once. */
const EndButton = ({ season }: { season: SeasonRow }) => {
  const { t } = useWords()
  const [asked, setAsked] = useState(false)
  const ending = useEndSeason()
  const end = () =>
    ending.mutate(season.id, { onSuccess: () => say('done', t('season.ended', { name: season.name })), onError: (error) => say('failed', refusalInWords(t, error)) })
  if (!asked) return <Button onPress={() => setAsked(true)}>{t(season.state === 'planned' ? 'season.takeBack' : 'season.end')}</Button>
  return (
    <p className="season-confirm">
      <span>{t(season.state === 'planned' ? 'season.takeBackSure' : 'season.endSure')}</span>
      <Button look="danger" onPress={end} busy={ending.isPending}>
        {t(season.state === 'planned' ? 'season.takeBack' : 'season.end')}
      </Button>
      <Button onPress={() => setAsked(false)}>{t('dialog.cancel')}</Button>
    </p>
  )
}
