import { Icon } from '../parts/icon.tsx'
import { inEveryLanguage, Page } from '../parts/layout.tsx'
import { NoticeLines } from '../parts/notices.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import type { ArticleCard, Named, NoticeView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { ArticleList, OftenNow, TopicCards } from './lists.tsx'
import { GuestsBox, PersonBox } from './ways.tsx'

export type Category = { category: Named & { path: string }; articles: ArticleCard[] }
type HomeProps = { visit: Visit; topics: TopicView[]; notices: NoticeView[]; featured: ArticleCard[]; categories: Category[] }

export const HomePage = ({ visit, topics, notices, featured, categories }: HomeProps) => {
  const { tr } = visit
  const links = topics.map(({ path, name, scope }) => ({ href: path, name, hint: scope }))
  return (
    <Page visit={visit} title={tr.t('help.title')} door="partner" width="wide" search="own" indexed={{ description: tr.t('help.lead'), languages: inEveryLanguage(visit), structured: [] }}>
      <header class="hero">
        <h1>{tr.t('help.ask')}</h1>
        <p>{tr.t('help.lead')}</p>
        <SearchBox visit={visit} door="partner" />
      </header>
      <NoticeLines visit={visit} notices={notices} />
      <OftenNow visit={visit} articles={featured} />
      <section class="part" aria-labelledby="topics">
        <h2 id="topics">{tr.t('help.topics')}</h2>
        <TopicCards topics={links} />
      </section>
      <div class="ways">
        <PersonBox visit={visit} title={tr.t('help.personTitle')} />
        <GuestsBox visit={visit} />
      </div>
      {categories.length > 0 ? (
        <section class="part" aria-labelledby="articles">
          <h2 id="articles">{tr.t('help.articles')}</h2>
          <ArticleIndex visit={visit} categories={categories} />
        </section>
      ) : null}
    </Page>
  )
}

const ArticleIndex = ({ visit, categories }: Pick<HomeProps, 'visit' | 'categories'>) => (
  <div class="article-index">
    {categories.map(({ category, articles }) => (
      <details>
        <summary><h3>{category.name}</h3></summary>
        <ArticleList visit={visit} articles={articles} />
        <p class="all-of-it"><a class="way-link" href={category.path}>{visit.tr.t('help.allOn', { category: category.name })} <Icon name="arrow" /></a></p>
      </details>
    ))}
  </div>
)
