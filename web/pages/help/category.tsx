import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import { listOfPages } from '../parts/structured.ts'
import type { CategoryView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { ArticleAnswers } from './lists.tsx'
import { AreYouGuest, PersonBox } from './ways.tsx'

type CategoryProps = { visit: Visit; found: CategoryView; others: TopicView[] }

/** The articles of one topic. */
export const CategoryPage = ({ visit, found, others }: CategoryProps) => {
  const { topic, articles, next } = found
  const { tr, locale } = visit
  const indexed = { description: topic.scope, languages: found.alternates, canonical: topic.path, structured: listOfPages(visit.site.origin(visit.c), articles) }
  return (
    <Page visit={visit} title={topic.name} door="partner" alternates={found.alternates} indexed={indexed} trail={[{ name: tr.t('help.help'), href: `/${locale}/partner/help` }]}>
      <h1>{topic.name}</h1>
      <p class="lead">{topic.scope}</p>
      {articles.length > 0
        ? <ArticleAnswers visit={visit} articles={articles} />
        : <p>{tr.t('help.nothingWritten')}</p>}
      {next === null ? null : <p><a class="way-link" rel="next" href={`?after=${next}`}>{tr.t('help.moreArticles')} <Icon name="arrow" /></a></p>}
      <div class="ways">
        <PersonBox visit={visit} title={tr.t('help.notSolved')} topic={topic.key} />
        <AreYouGuest visit={visit} />
      </div>
      <nav class="part" aria-labelledby="others">
        <h2 id="others">{tr.t('help.otherTopics')}</h2>
        <ul class="chips">{others.map(({ path, name }) => <li><a href={path}>{name}</a></li>)}</ul>
      </nav>
    </Page>
  )
}
