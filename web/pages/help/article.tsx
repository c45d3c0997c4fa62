import { raw } from 'hono/html'
import { directionOf } from '#kernel'
import { localesOffered } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { ArticleView, HelpDoor } from '../ports.ts'
import type { Visit } from '../site.ts'
import { ArticleList, languageName } from './lists.tsx'
import { SaveButton } from './save.tsx'
import { VoteBox, type Feedback } from './vote.tsx'
import { AreYouGuest, AreYouPartner, GuestOtherwise, PersonBox } from './ways.tsx'

type Props = { visit: Visit; article: ArticleView }

/** Where a door's help begins. */
const homeOf = ({ locale, tr }: Visit, door: HelpDoor) =>
  door === 'partner'
    ? { name: tr.t('help.help'), href: `/${locale}/partner/help` }
    : { name: tr.t('help.guestTitle'), href: `/${locale}/guest` }

export const ArticlePage = ({ visit, article, door, feedback }: Props & { door: HelpDoor; feedback: Feedback }) => {
  const { tr } = visit
  const trail = [homeOf(visit, door), { name: article.category.name, href: article.category.path }]
  return (
    <Page visit={visit} title={article.title} door={door} width="wide" trail={trail} noIndex={false} alternates={alternatesOf(visit, article)} islands={['article.js']}>
      <div class={article.headings.length > 1 ? 'article with-contents' : 'article'}>
        <header>
          <h1 {...foreign(article)}>{article.title}</h1>
          <Facts visit={visit} article={article} />
          <SaveButton visit={visit} door={door} path={feedback.path} articleKey={article.key} saved={feedback.saved} />
        </header>
        {article.translated ? null : <NotTranslated visit={visit} article={article} />}
        {article.headings.length > 1 ? <Contents visit={visit} article={article} /> : null}
        <div class="prose" {...foreign(article)}>{raw(article.html)}</div>
      </div>
      <VoteBox visit={visit} path={feedback.path} revision={article.revision} said={feedback.said} />
      <div class="ways">
        {door === 'partner' ? <PersonBox visit={visit} title={tr.t('help.notSolved')} topic={feedback.from ? `${feedback.from.topic}/${feedback.from.subtopic}` : article.category.key} /> : <GuestOtherwise visit={visit} />}
        {door === 'partner' ? <AreYouGuest visit={visit} /> : <AreYouPartner visit={visit} />}
      </div>
      <ReadOn visit={visit} article={article} />
    </Page>
  )
}

const foreign = ({ translated, locale }: ArticleView) => (translated ? {} : { lang: locale, dir: directionOf(locale) })

// A language without a text of its own still has the page: it shows the article in the one there is.
const alternatesOf = ({ locale, path }: Visit, { alternates }: ArticleView) =>
  localesOffered
    .filter((other) => other !== locale)
    .map((other) => alternates.find((each) => each.locale === other) ?? { locale: other, path: `/${other}${path}` })

const Facts = ({ visit: { tr, now }, article }: Props) => (
  <p class="meta">
    <time datetime={article.updatedAt.toISOString()} title={tr.date(article.updatedAt)}>{tr.t('help.updated', { when: tr.relative(article.updatedAt, now) })}</time>
    <span class="reading-time"><Icon name="clock" size={16} /> {tr.t('help.readingTime', { minutes: article.minutes })}</span>
  </p>
)

const NotTranslated = ({ visit, article }: Props) => (
  <p class="callout not-translated" role="note">
    <Icon name="info" /> <span>{visit.tr.t('help.notTranslated', { language: languageName(visit, visit.locale), shown: languageName(visit, article.locale) })}</span>
  </p>
)

/** Folded where the page is narrow, beside the text where it is wide; the style sheet shows one of the two. */
const Contents = ({ visit: { tr }, article }: Props) => (
  <>
    <details class="contents-fold">
      <summary>{tr.t('help.inThisArticle')}</summary>
      <Headings article={article} />
    </details>
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">{tr.t('help.inThisArticle')}</h2>
      <Headings article={article} />
    </nav>
  </>
)

const Headings = ({ article }: Pick<Props, 'article'>) => (
  <ol {...foreign(article)}>{article.headings.map(({ id, text }) => <li><a href={`#${id}`}>{text}</a></li>)}</ol>
)

const ReadOn = ({ visit, article: { related, siblings, category } }: Props) => {
  const rest = siblings.filter(({ key }) => !related.some((each) => each.key === key))
  return (
    <div class="read-on">
      {related.length > 0 ? (
        <nav aria-labelledby="related">
          <h2 id="related">{visit.tr.t('help.related')}</h2>
          <ArticleList visit={visit} articles={related} />
        </nav>
      ) : null}
      {rest.length > 0 ? (
        <nav aria-labelledby="siblings">
          <h2 id="siblings">{visit.tr.t('help.moreOn', { category: category.name })}</h2>
          <ArticleList visit={visit} articles={rest} />
        </nav>
      ) : null}
    </div>
  )
}
