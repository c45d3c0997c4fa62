import { Hono, type Context } from 'hono'
import { AppTold, type AppReport } from '#contract/app'
import { carriedFields } from '../extranet/carry.ts'
import { explain, wasSentBefore } from '../extranet/explain.ts'
import { draftText, idOr, posted, type Posted } from '../extranet/posted.ts'
import { signedIn, type Keep, type SignedInPage } from '../extranet/signed-in.ts'
import { showPrivately } from '../help/answer.ts'
import type { RefusedFile } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { appPath } from './frame.tsx'
import { messagePath } from './messages.tsx'
import { ReportPage, type ReportErrors, type Typed } from './report.tsx'

/** What has been typed without a script, or shared from another app, waits here. */
export const waiting = { topic: 'app-report', subtopic: 'shared' }
const newId = () => crypto.randomUUID()

/** The envelope: a problem described and sent; and what other apps of the phone share. */
export const reportRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/app/more/help/report'
  return new Hono()
    .get(at, signedIn(site, empty))
    .post(at, signedIn(site, send, keep))
    .post('/:locale{[a-z]{2}}/app/shared', signedIn(site, takeShared, keepShared))
    // Where one comes back to who had to sign in first.
    .get('/:locale{[a-z]{2}}/app/shared', signedIn(site, toReport))
}

type Shown = { typed?: Typed; submissionId?: string; errors?: ReportErrors; refused?: RefusedFile[] }
type Asked = Parameters<SignedInPage>[0]

const show = async ({ visit, port, c }: Asked, shown: Shown, status: 200 | 422 = 200) => {
  const view = await port.reportForm(waiting)
  const typed = shown.typed ?? { topic: c.req.query('topic') ?? '', subtopic: '', propertyId: view.draft.propertyId ?? '', confirmationNumber: view.draft.confirmationNumber, body: view.draft.body }
  const page = <ReportPage visit={visit} form={view} typed={typed} told={reportOf(visit, {})} submissionId={shown.submissionId ?? newId()} errors={shown.errors ?? {}} refused={shown.refused ?? []} isShared={c.req.query('shared') === '1'} />
  return showPrivately(c, page, status)
}

const empty: SignedInPage = (asked) => show(asked, {})

const send: SignedInPage = async (asked) => {
  const { visit, port, c } = asked
  const sent = await posted(c)
  const typed = typedIn(sent)
  const submissionId = idOr(sent.text('submissionId'), newId)
  await port.saveDraft(waiting, draftText(sent))
  const refused = await port.attach(waiting, sent.uploads)
  const errors: ReportErrors = { ...chosen(visit, typed), ...(refused.length > 0 ? { files: visit.tr.t('contact.someFilesRefused') } : {}) }
  if (Object.keys(errors).length > 0) return show(asked, { typed, submissionId, errors, refused }, 422)
  try {
    const { id } = await port.sendReport(typed, { ...draftText(sent), submissionId, report: reportOf(visit, toldIn(sent)), draft: waiting })
    return c.redirect(messagePath(visit, id, 'sent'), 303)
  } catch (error) {
    return show(asked, { typed, submissionId: wasSentBefore(error) ? newId() : submissionId, errors: explain(visit, error) }, 422)
  }
}

/** A picture or a text that another app hands over: it goes into the report, for which only the topic is left to choose. */
const takeShared: SignedInPage = async (asked) => {
  await keepShared.keep(asked)
  return toReport(asked)
}

const toReport: SignedInPage = ({ visit, c }) => c.redirect(`${appPath(visit, 'more', 'help', 'report')}?shared=1`, 303)

const sharedWords = (form: Posted) => ['title', 'text', 'url'].map((name) => form.text(name).trim()).filter(Boolean).join('\n')

const keepShared: Keep = {
  keep: async ({ c, port }) => {
    const form = await posted(c)
    await port.saveDraft(waiting, { body: sharedWords(form) })
    await port.attach(waiting, form.uploads)
  },
  carry: async (c) => {
    const words = sharedWords(await posted(c))
    return carriedFields(waiting, { text: (name) => (name === 'body' ? words : ''), uploads: [] })
  },
}

const keep: Keep = {
  carry: async (c) => carriedFields(waiting, await posted(c)),
  keep: async ({ c, port }) => {
    const form = await posted(c)
    await port.saveDraft(waiting, draftText(form))
    await port.attach(waiting, form.uploads)
  },
}

const chosen = ({ tr }: Visit, { topic, subtopic }: Typed): ReportErrors => ({
  ...(topic === '' ? { topic: tr.t('app.report.topicMissing') } : {}),
  ...(topic !== '' && subtopic === '' ? { subtopic: tr.t('app.report.subtopicMissing') } : {}),
})

/** A subtopic stands as `topic/subtopic`; one of another topic than the chosen one is none. */
export const typedIn = (form: Posted): Typed => {
  const [of = '', key = ''] = form.text('subtopic').split('/')
  const topic = form.text('topic') || of
  return { topic, subtopic: of === topic ? key : '', propertyId: form.text('propertyId'), confirmationNumber: form.text('confirmationNumber'), body: form.text('body') }
}

/** What the form's own script told; nothing where there was none, or where it cannot be read. */
export const toldIn = (form: Posted): AppTold => {
  try {
    return AppTold.parse(JSON.parse(form.text('told') || '{}'))
  } catch {
    return {}
  }
}

/** The rest is read from the request, as it is for those without a script. */
export const reportOf = ({ site, c, locale }: Visit, told: AppTold): AppReport => {
  const { system, browser } = site.app.device(c.req.header('user-agent') ?? '')
  return {
    version: told.version || site.app.version, system: told.system || system, browser, language: locale, lastScreen: told.lastScreen ?? screenBefore(c), connection: told.connection ?? 'unknown',
    speed: told.speed ?? '', window: told.window ?? '', installed: told.installed ?? false, ...(told.log ? { log: told.log } : {}),
  }
}

const screenBefore = (c: Context) => {
  const from = URL.parse(c.req.header('referer') ?? '')
  return from ? from.pathname.slice(0, 300) : ''
}
