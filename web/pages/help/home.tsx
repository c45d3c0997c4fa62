import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { ArticleCard, Named, NoticeView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { ArticleList, TopicCards } from './lists.tsx'
import { GuestsBox, PersonBox } from './ways.tsx'

export type Category = { category: Named; articles: ArticleCard[] }
type HomeProps = { visit: Visit; topics: TopicView[]; notices: NoticeView[]; categories: Category[] }

export const HomePage = ({ visit, topics, notices, categories }: HomeProps) => {
  const { tr, locale } = visit
  const links = topics.map(({ key, name, scope }) => ({ href: `/${locale}/partner/help/${key}`, name, hint: scope }))
  return (
    <Page visit={visit} title={tr.t('help.title')} door="partner" width="wide" noIndex={false}>
      <header class="hero">
        <h1>{tr.t('help.ask')}</h1>
        <p>{tr.t('help.lead')}</p>
      </header>
      <NoticeLines visit={visit} notices={notices} />
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

/** What is wrong just now, a line each; opened, the whole of it. */
const NoticeLines = ({ visit: { tr, now }, notices }: Pick<HomeProps, 'visit' | 'notices'>) =>
  notices.length === 0 ? null : (
    <section class="notice-lines" aria-label={tr.t('help.notices')}>
      {notices.map((notice) => (
        <details class="notice">
          <summary><Icon name="notice" /> <span><span class="kind">{tr.t(notice.severity === 'fault' ? 'help.noticeFault' : 'help.noticeMaintenance')}:</span> {notice.title}</span></summary>
          <p>{notice.body}</p>
          <p class="meta">{tr.t('help.noticeTimes', { started: tr.relative(notice.startedAt, now), checked: tr.relative(notice.checkedAt, now) })}</p>
        </details>
      ))}
    </section>
  )

const ArticleIndex = ({ visit, categories }: Pick<HomeProps, 'visit' | 'categories'>) => (
  <div class="article-index">
    {categories.map(({ category, articles }) => (
      <details>
        <summary><h3>{category.name}</h3> <span class="meta">{visit.tr.number(articles.length)}</span></summary>
        <ArticleList visit={visit} articles={articles} />
      </details>
    ))}
  </div>
)
