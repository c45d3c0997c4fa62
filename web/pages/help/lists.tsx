import { Icon } from '../parts/icon.tsx'
import type { ArticleCard } from '../ports.ts'
import type { Visit } from '../site.ts'

export type TopicLink = { href: string; name: string; hint: string }

/** The topics to choose from; the whole card is the target. */
export const TopicCards = ({ topics }: { topics: TopicLink[] }) => (
  <ul class="topic-cards">
    {topics.map(({ href, name, hint }) => (
      <li class="topic-card">
        <h3><a href={href}>{name}</a></h3>
        <p>{hint}</p>
      </li>
    ))}
  </ul>
)

/** Articles as links; with what each is about when there is room to say it. */
export const ArticleList = ({ visit, articles, summaries = false }: { visit: Visit; articles: ArticleCard[]; summaries?: boolean }) => (
  <ul class={summaries ? 'article-list with-summaries' : 'article-list'}>
    {articles.map((article) => (
      <li {...(article.translated ? {} : { lang: article.locale })}>
        <a href={article.path} {...(article.translated ? {} : { hreflang: article.locale })}><Icon name="article" size={18} /> <span>{article.title}</span></a>
        {article.translated ? null : <span class="in-language" lang={visit.locale}>{visit.tr.t('help.shownIn', { language: languageName(visit, article.locale) })}</span>}
        {summaries ? <p>{article.summary}</p> : null}
      </li>
    ))}
  </ul>
)

/** A language's name as the reader calls it. */
export const languageName = ({ locale }: Visit, named: string) => new Intl.DisplayNames([locale], { type: 'language' }).of(named) ?? named
