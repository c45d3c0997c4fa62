import { Hono } from 'hono'
import { showPrivately } from '../help/answer.ts'
import { languageName } from '../help/lists.tsx'
import { Icon } from '../parts/icon.tsx'
import type { ArticleCard } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { ExtranetPage } from './frame.tsx'
import { posted } from './posted.ts'
import { signedIn, type SignedInPage } from './signed-in.ts'

/** What a partner user has saved. */
export const savedRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/saved'
  return new Hono().get(at, signedIn(site, saved)).post(at, signedIn(site, unsave))
}

const saved: SignedInPage = async ({ visit, port, c }) => showPrivately(c, <SavedPage visit={visit} articles={await port.saved()} />)

const unsave: SignedInPage = async ({ visit, port, c }) => {
  await port.unsave((await posted(c)).text('key'))
  return c.redirect(`/${visit.locale}/extranet/saved`, 303)
}

const SavedPage = ({ visit, articles }: { visit: Visit; articles: ArticleCard[] }) => {
  const { tr, locale } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('help.savedTitle')} trail={[{ name: tr.t('extranet.profile'), href: `/${locale}/extranet/profile` }]}>
      <h1>{tr.t('help.savedTitle')}</h1>
      <div data-saved-account>
        {articles.length === 0 ? <p class="lead">{tr.t('help.savedNone')}</p> : <ul class="answers saved-list">{articles.map((article) => <SavedItem visit={visit} article={article} />)}</ul>}
      </div>
      <p><a class="way-link" href={`/${locale}/partner/help`}>{tr.t('help.title')} <Icon name="arrow" /></a></p>
    </ExtranetPage>
  )
}

const SavedItem = ({ visit, article }: { visit: Visit; article: ArticleCard }) => {
  const { tr } = visit
  return (
    <li>
      <a href={article.path} hreflang={article.locale}><Icon name="article" /> <span lang={article.locale}>{article.title}</span></a>
      <p lang={article.locale}>{article.summary}</p>
      {article.translated ? null : <p class="meta">{tr.t('help.shownIn', { language: languageName(visit, article.locale) })}</p>}
      <form method="post">
        <input type="hidden" name="key" value={article.key} />
        <button class="button plain">{tr.t('help.savedRemove')} <span class="visually-hidden" lang={article.locale}>{article.title}</span></button>
      </form>
    </li>
  )
}
