import { html } from 'hono/html'
import { directionOf } from '#kernel'
import { Icon } from '../parts/icon.tsx'
import type { ArticleCard } from '../ports.ts'
import type { Visit } from '../site.ts'

export type TopicLink = { href: string; name: string; hint: string }

/** The topics to choose from; the whole card is the target. */
export const TopicCards = ({ topics }: { topics: TopicLink[] }) => (
  <ul class="card-list topics">
    {topics.map(({ href, name, hint }) => (
      <li><a class="card link" href={href}><span class="name">{name}</span><span class="hint">{hint}</span></a></li>
    ))}
  </ul>
)

/** What many look for at this time of the year. */
export const OftenNow = ({ visit, articles }: ListProps) =>
  articles.length === 0 ? null : (
    <nav class="often-now" aria-labelledby="often-now">
      <h2 id="often-now">{visit.tr.t('help.oftenNow')}</h2>
      <ul class="chips">
        {articles.map((article) => <li><a href={article.path} {...languageOf(article)}>{article.title}</a></li>)}
      </ul>
    </nav>
  )

type ListProps = { visit: Visit; articles: ArticleCard[] }

/** Articles as links, close together. */
export const ArticleList = ({ visit, articles }: ListProps) => (
  <ul class="article-list">
    {articles.map((article) => article.translated ? html`<li><a href="${article.path}">${article.title}</a></li>` : (
      <li>
        <a href={article.path} {...languageOf(article)}>{article.title}</a>
        <InLanguage visit={visit} article={article} />
      </li>
    ))}
  </ul>
)

/** Articles with what each is about, to choose an answer from. */
export const ArticleAnswers = ({ visit, articles }: ListProps) => (
  <ul class="answers article-answers">
    {articles.map((article) => (
      <li>
        <a href={article.path}><Icon name="article" /> <span {...languageOf(article)}>{article.title}</span></a>
        <p><span {...languageOf(article)}>{article.summary}</span></p>
        <InLanguage visit={visit} article={article} />
      </li>
    ))}
  </ul>
)

const InLanguage = ({ visit, article }: { visit: Visit; article: ArticleCard }) =>
  article.translated ? null : <span class="meta in-language">{visit.tr.t('help.shownIn', { language: languageName(visit, article.locale) })}</span>

/** What a text in another language than its page says of itself, to be read and spoken right. */
export const languageOf = ({ translated, locale }: Pick<ArticleCard, 'translated' | 'locale'>) => (translated ? {} : { lang: locale, dir: directionOf(locale) })

/** A language's name as the reader calls it. */
export const languageName = ({ locale }: Visit, named: string): string => {
  const names = namesIn.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' })
  namesIn.set(locale, names)
  return names.of(named) ?? named
}

// Made once a language: a list in another language asks for every line.
const namesIn = new Map<string, Intl.DisplayNames>()
