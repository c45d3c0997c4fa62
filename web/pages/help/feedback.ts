import { Hono } from 'hono'
import { VoteReason, maxCommentLength } from '#contract/articles'
import { Refusal } from '#kernel'
import { posted } from '../extranet/posted.ts'
import type { ArticleView, DraftPlace, HelpDoor } from '../ports.ts'
import type { ReaderPort } from '../reader-port.ts'
import { SignInPage } from '../sign-in/index.ts'
import type { Request, Site, Visit } from '../site.ts'
import { inLocale, keepMs, readersVisit, showPrivately, showToAll } from './answer.ts'
import { ArticlePage } from './article.tsx'
import { notFound } from './not-found.tsx'
import { savedPath, VisitorsSaved } from './save.tsx'
import { nothingSaid, type Feedback, type Said } from './vote.tsx'

/** Votes and saves. Each post leads back to the article, and works without JavaScript. */
export const feedbackRoutes = (site: Site) => {
  const at = `${inLocale}/:door{(?:partner|guest)}/help`
  const article = `${at}/:category/:slug`
  const back = (c: Request) => c.redirect(c.req.path.replace(/\/(vote|save)$/, ''), 302)
  return new Hono()
    .get(`${at}/saved`, (c) => saved(site, c))
    .get(`${article}/vote`, back)
    .get(`${article}/save`, back)
    .post(`${article}/vote`, (c) => withArticle(site, c, vote))
    .post(`${article}/save`, (c) => withArticle(site, c, save))
}

/** The article's page as it stands for its reader, whose reading is remembered when they are known. */
export const feedbackOn = async (c: Request, { visit, article, door }: { visit: Visit; article: ArticleView; door: HelpDoor }): Promise<Feedback> => {
  const reader = await visit.site.reader(c, visit.locale)
  const from = visit.person ? placeIn(c.req.query('from')) : null
  await reader.read(article, { door, from })
  return { path: pathOf(c), saved: await savedBy(reader, article), said: { ...nothingSaid, voted: votedIn(c) }, from }
}

const pathOf = (c: Request) => new URL(c.req.url).pathname.replace(/\/(vote|save)$/, '')
const savedBy = (reader: ReaderPort, { key }: ArticleView) => reader.saves?.has(key) ?? null
const votedIn = (c: Request) => (['yes', 'no', 'sent'] as const).find((each) => each === c.req.query('voted')) ?? null

const placeIn = (from: string | undefined): DraftPlace | null => {
  const [, topic, subtopic] = /^([a-z0-9-]{1,60})\/([a-z0-9-]{1,60})$/.exec(from ?? '') ?? []
  return topic !== undefined && subtopic !== undefined ? { topic, subtopic } : null
}

type Meant = { c: Request; visit: Visit; article: ArticleView; door: HelpDoor }

const withArticle = async (site: Site, c: Request, work: (meant: Meant) => Promise<Response>) => {
  const door: HelpDoor = c.req.param('door') === 'guest' ? 'guest' : 'partner'
  const visit = await readersVisit(site, c)
  const article = await site.visitor(visit.locale).article({ door, category: c.req.param('category') ?? '', slug: c.req.param('slug') ?? '' })
  if (!article) return notFound(site, c)
  if ('movedTo' in article) return c.redirect(article.movedTo, 303)
  return work({ c, visit, article, door })
}

const vote = async ({ c, visit, article, door }: Meant) => {
  const reader = await visit.site.reader(c, visit.locale)
  const form = await posted(c)
  const helpful = form.text('helpful') === 'yes'
  const reason = VoteReason.safeParse(form.text('reason')).data
  const comment = form.text('comment')
  try {
    await reader.vote(article, { revision: revisionIn(form.text('revision'), article), helpful, reason, comment })
  } catch (error) {
    const refused = refusedInWords(visit, error)
    const said: Said = { voted: form.text('do') === 'send' ? 'no' : null, reason: reason ?? null, comment, error: refused.text }
    const feedback = { path: pathOf(c), saved: await savedBy(reader, article), said, from: null }
    return showPrivately(c, ArticlePage({ visit, article, door, feedback }), refused.status)
  }
  const next = helpful ? 'yes' : form.text('do') === 'send' ? 'sent' : 'no'
  return c.redirect(`${pathOf(c)}?voted=${next}#vote`, 303)
}

// Somebody may vote on what they read an hour ago; what nobody can have read is taken for the text as it stands.
const revisionIn = (typed: string, { revision }: ArticleView) => {
  const read = Number(typed)
  return Number.isInteger(read) && read > 0 && read <= revision ? read : revision
}

const refusedInWords = ({ tr }: Visit, error: unknown) => {
  if (error instanceof Refusal && error.code === 'too_many') return { status: 429 as const, text: tr.t('errors.tooMany', { minutes: Number(error.detail.minutes) }) }
  if (error instanceof Refusal && error.code === 'invalid') return { status: 422 as const, text: tr.t('help.voteTextLong', { most: maxCommentLength, length: Number(error.detail.length) }) }
  throw error
}

const save = async ({ c, visit, article, door }: Meant) => {
  const { saves } = await visit.site.reader(c, visit.locale)
  const wanted = (await posted(c)).text('saved') !== '0'
  if (saves) {
    await (wanted ? saves.save : saves.unsave)(article.key)
    return c.redirect(pathOf(c), 303)
  }
  if (door === 'guest') return c.redirect(pathOf(c), 303)
  const state = { email: '', next: pathOf(c), carry: { carry_save: article.key }, wrong: {}, refused: null }
  return showPrivately(c, SignInPage({ visit, state, because: 'save' }), 401)
}

const saved = async (site: Site, c: Request) => {
  const door: HelpDoor = c.req.param('door') === 'guest' ? 'guest' : 'partner'
  const visit = await readersVisit(site, c)
  if (visit.person && door === 'partner') return c.redirect(savedPath(visit, door), 302)
  return showToAll(c, VisitorsSaved({ visit, door }), keepMs.withoutTimes)
}
