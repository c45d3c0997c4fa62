import { AreYouPartner, GuestOtherwise } from '../help/ways.tsx'
import { ArticleAnswers, TopicCards } from '../help/lists.tsx'
import { Icon } from '../parts/icon.tsx'
import { inEveryLanguage, Page } from '../parts/layout.tsx'
import { Notices } from '../parts/notices.tsx'
import { GuestSeason } from '../parts/season.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import type { ArticleCard, NoticeView, SeasonView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'

type HomeProps = { visit: Visit; topics: TopicView[]; notices: NoticeView[]; articles: ArticleCard[]; season: SeasonView | null }

export const GuestHomePage = ({ visit, topics, notices, articles, season }: HomeProps) => {
  const { tr, locale } = visit
  const links = topics.map(({ path, name, scope }) => ({ href: path, name, hint: scope }))
  return (
    <Page visit={visit} title={tr.t('help.guestTitle')} door="guest" width="wide" search="own" islands={['widget-button.js']} indexed={{ description: tr.t('help.guestLead'), languages: inEveryLanguage(visit), structured: [] }}>
      <header class="hero">
        <h1>{tr.t('help.guestAsk')}</h1>
        <p>{tr.t('help.guestLead')}</p>
        <p class="home-lookup"><a class="button" href={`/${locale}/guest/booking`}><Icon name="person" size={18} /> {tr.t('guest.signIn.title')}</a></p>
        <SearchBox visit={visit} door="guest" />
      </header>
      <GuestSeason visit={visit} season={season} />
      <Notices visit={visit} notices={notices} />
      <section class="part" aria-labelledby="topics">
        <h2 id="topics">{tr.t('help.guestTopics')}</h2>
        <TopicCards topics={links} />
      </section>
      <div class="ways">
        <GuestOtherwise visit={visit} chat />
        <AreYouPartner visit={visit} />
      </div>
      {articles.length > 0 ? (
        <section class="part" aria-labelledby="answers">
          <h2 id="answers">{tr.t('help.guestAnswers')}</h2>
          <ArticleAnswers visit={visit} articles={articles} />
        </section>
      ) : null}
    </Page>
  )
}
