import { Page } from '../parts/layout.tsx'
import type { ArticleCard, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { ArticleAnswers } from './lists.tsx'
import { AreYouGuest, PersonBox } from './ways.tsx'

type CategoryProps = { visit: Visit; topic: TopicView; articles: ArticleCard[]; others: TopicView[] }

/** The articles of one topic. */
export const CategoryPage = ({ visit, topic, articles, others }: CategoryProps) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={topic.name} door="partner" noIndex={false} trail={[{ name: tr.t('help.help'), href: `/${locale}/partner/help` }]}>
      <h1>{topic.name}</h1>
      <p class="lead">{topic.scope}</p>
      {articles.length > 0
        ? <ArticleAnswers visit={visit} articles={articles} />
        : <p>{tr.t('help.nothingWritten')}</p>}
      <div class="ways">
        <PersonBox visit={visit} title={tr.t('help.notSolved')} topic={topic.key} />
        <AreYouGuest visit={visit} />
      </div>
      <nav class="part" aria-labelledby="others">
        <h2 id="others">{tr.t('help.otherTopics')}</h2>
        <ul class="chips">{others.map(({ key, name }) => <li><a href={`/${locale}/partner/help/${key}`}>{name}</a></li>)}</ul>
      </nav>
    </Page>
  )
}
