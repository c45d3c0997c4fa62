import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionOf } from '#kernel'
import { localesOffered } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { ownPath, type Indexed } from '../parts/head.tsx'
import { Page } from '../parts/layout.tsx'
import { helpArticle, questionsIn } from '../parts/structured.ts'
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
    <Page visit={visit} title={article.title} door={door} width="wide" trail={trail} islands={['article.js']} indexed={indexedAs(visit, article)} alternates={alternatesOf(visit, article)}>
      <div class={article.headings.length > 1 ? 'article with-contents' : 'article'}>
        <header>
          <h1 {...foreign(article)}>{article.title}</h1>
          <Facts visit={visit} article={article} />
          <Tools visit={visit} article={article}>
            <SaveButton visit={visit} door={door} path={feedback.path} articleKey={article.key} saved={feedback.saved} />
          </Tools>
        </header>
        {article.translated ? null : <NotTranslated visit={visit} article={article} />}
        {article.headings.length > 1 ? <Contents visit={visit} article={article} /> : null}
        <div class="prose" {...foreign(article)}>{raw(withAnchors(visit, article))}</div>
        <Actions visit={visit} article={article} />
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

const indexedAs = ({ site, c, locale, path, brand }: Visit, article: ArticleView): Indexed => {
  const canonical = article.alternates.find((each) => each.locale === article.locale)?.path ?? ownPath(locale, path)
  const written = helpArticle(site.origin(c), { ...article, path: canonical, publisher: brand.name })
  return { description: article.summary, kind: 'article', canonical, languages: article.alternates, structured: [written, ...questionsIn(article.html)] }
}

// Each heading with a link to itself, to be copied; beside it and not in it, so that lists of headings read well.
const withAnchors = ({ tr }: Visit, { html: text, headings }: ArticleView) =>
  text.replace(/<h2 id="([^"]+)">.*?<\/h2>/gs, (heading, id: string) => {
    const part = headings.find((each) => each.id === id)?.text ?? ''
    return `<div class="headed">${heading}${anchorTo(id, tr.t('help.linkToPart', { part }))}</div>`
  })

const anchorTo = (id: string, label: string) => String(html`<a class="anchor" href="#${id}" aria-label="${label}">${Icon({ name: 'link', size: 18 })}</a>`)

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

/** Sharing works by mail without JavaScript; a press on Print needs it. */
const Tools = ({ visit: { tr, site, c, locale, path }, article: { title }, children }: Props & { children: Child }) => {
  const url = site.origin(c) + ownPath(locale, path)
  return (
    <div class="tools">
      {children}
      <a class="tool" href={`mailto:?${mailTo({ subject: title, body: url })}`} data-share={url}><Icon name="share" size={18} /> {tr.t('help.share')}</a>
      <button class="tool" type="button" data-print hidden><Icon name="print" size={18} /> {tr.t('help.print')}</button>
      <span class="copied" role="status" data-told={tr.t('help.linkCopied')}></span>
    </div>
  )
}

// Programs for mail read a plus as a plus.
const mailTo = (fields: Record<string, string>) => Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')

/** What the reader can do alone, one press away. */
const Actions = ({ visit: { tr }, article: { actions } }: Props) =>
  actions.length === 0 ? null : (
    <section class="do-it" aria-labelledby="do-it">
      <h2 id="do-it">{tr.t('contact.doItNow')}</h2>
      <ul>
        {actions.map(({ name, hint, href, external }) => (
          <li><a class="button secondary" href={href} {...(external ? { rel: 'noopener' } : {})}>{name} <Icon name={external ? 'external' : 'arrow'} size={18} /></a> <span class="meta">{hint}</span></li>
        ))}
      </ul>
    </section>
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
  <ol {...foreign(article)}>{article.headings.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ol>
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
