import { feature, publishArticles, type Kept } from '#articles'
import { configure } from '#brand'
import { publishCalendars } from '#calendars'
import { publishSavedReplies } from '#casework'
import { announce, check, resolve } from '#notices'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { indexArticles, publishSynonyms } from '#search'
import { saveTeam } from '#staff'
import { publish, publishActions } from '#topics'
import { publishLines } from '#voice'
import type { Content } from './content.ts'
import type { Ago, BrandFile, NoticesFile } from './schemas.ts'

type Ctx = Context<BaseActor>

/**
 * Brings the brand up to what the files say, in one transaction; doing it again changes nothing. The demo world is apart.
 * Articles and lists that were edited here since are kept and given back, unless they are to be overwritten.
 */
export const importContent = (ctx: Ctx, content: Content, { overwrite = false } = {}): Promise<{ kept: Kept[]; keptLists: string[] }> =>
  inTransaction(ctx, async (tx) => {
    await configure(tx, brandInput(content.brand))
    for (const { key, names } of content.teams) await saveTeam(tx, { key, names })
    await publishActions(tx, content.actions)
    for (const tree of content.trees) await publish(tx, tree)
    const kept = await publishArticles(tx, content.articles, { overwrite })
    const keptLists = (await feature(tx, content.featured, { overwrite })) ? [] : ['featured.yaml']
    for (const synonyms of content.synonyms) if (!(await publishSynonyms(tx, synonyms, { overwrite }))) keptLists.push(`synonyms/${synonyms.locale}.yaml`)
    await indexArticles(tx)
    for (const replies of content.savedReplies) await publishSavedReplies(tx, replies)
    await publishCalendars(tx, content.calendars, { overwrite })
    await publishLines(tx, content.lines)
    for (const notice of content.notices) await importNotice(tx, notice)
    return { kept, keptLists }
  })

/** What the brand's tables keep; the texts that only pages show stay in the file. */
export const brandInput = ({ tagline: _tagline, supportHours: _hours, ...input }: BrandFile) => input

/** A notice lives its life once, at the times the file gives; later imports change only its words. */
const importNotice = async (ctx: Ctx, { startedAt, checkedAt, resolvedAt, ...input }: NoticesFile[number]) => {
  const { isNew } = await announce(at(ctx, startedAt), input)
  if (!isNew) return
  await check(at(ctx, checkedAt), input.key)
  if (resolvedAt) await resolve(at(ctx, resolvedAt), input.key)
}

const at = (ctx: Ctx, { daysAgo, hoursAgo }: Ago): Ctx => {
  const then = new Date(ctx.now().getTime() - (daysAgo * 24 + hoursAgo) * hour)
  return { ...ctx, now: () => then }
}

const hour = 3_600_000
