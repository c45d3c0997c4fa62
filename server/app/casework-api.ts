import { z } from 'zod'
import { present } from '#brand'
import { inChatNow } from '#chat'
import { changeTags, checkFiles, filesOf, finishReminder, giveWay, knownTags, link, saveDraft, setReminder, unlink } from '#casework'
import { ArticlesQuery, ChangeTags, Hold, Holding, InsertableArticles, KeptDraft, LinkTo, Made, SaveDraft, SavedReplyList, SetReminder, Snooze, TagList, TakenBack, UnlinkFrom } from '#contract/casework'
import { hold, idByCaseNumber, sendHeld, sendHeldNow, snooze, takeBack, wake } from '#conversations'
import { insertableArticles } from '#desk'
import { actHeld, actNow, holdMacro, repliesFor, takeBackMacro } from '#macros'
import { Refusal } from '#kernel'
import { claim } from '#queue'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const newestSeq = 2_147_483_647
const root = '/api/v1/desk/conversations/{id}'

/** What staff do with a conversation beside answering it. */
export const caseworkOperations = [
  operation({
    method: 'post', path: `${root}/hold`, who: 'agent', about: 'Answers the asker after the seconds in which it can be taken back; refused when the thread has changed', body: Hold, result: Holding,
    run: async ({ app, c, params, body: { macro, ...answer } }) => {
      const ctx = await agentContext(app, c)
      const { settings } = await present(ctx)
      await checkFiles(ctx, answer.fileIds ?? [])
      await claim(ctx, params.id ?? '')
      await giveWay(ctx, params.id ?? '')
      // Who talks with somebody does not wait to be heard, and what the other says meanwhile belongs to the talk.
      const live = (await inChatNow(ctx, [params.id ?? ''])).has(params.id ?? '')
      const undoSeconds = live ? 0 : settings.undoSeconds
      // Looked at before the answer is taken: what cannot be done holds it up while its writer is there.
      if (macro !== undefined) await holdMacro(ctx, params.id ?? '', { key: macro, withReply: true, undoSeconds })
      const leavesAt = await hold(ctx, params.id ?? '', { ...answer, undoSeconds, ...(live && { seenSeq: newestSeq }) })
      // What was sent is not begun any more, on whichever machine it was written.
      await saveDraft(ctx, params.id ?? '', { kind: 'reply', body: '' })
      if (leavesAt <= ctx.now()) {
        await sendHeld(ctx)
        await actHeld(ctx)
      }
      return { leavesAt: leavesAt.toISOString() }
    },
  }),
  operation({
    method: 'post', path: `${root}/take-back`, who: 'agent', about: 'Takes one’s own answer back before it has left', body: Nothing, result: TakenBack,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      const { fileIds, ...back } = await takeBack(ctx, params.id ?? '')
      return { ...back, files: await filesOf(ctx, fileIds), macro: await takeBackMacro(ctx, params.id ?? '') }
    },
  }),
  operation({
    method: 'post', path: `${root}/send-now`, who: 'agent', about: 'One’s own answer leaves without waiting; nothing happens when none waits', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      await sendHeldNow(ctx, params.id ?? '')
      await actNow(ctx, params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/draft`, who: 'agent', about: 'Keeps what one has written and not sent', body: SaveDraft, result: KeptDraft,
    run: async ({ app, c, params, body }) => ({ savedAt: (await saveDraft(await agentContext(app, c), params.id ?? '', body)).toISOString() }),
  }),
  operation({
    method: 'get', path: `${root}/saved-replies`, who: 'agent', about: 'Saved replies filled in for this conversation, in the asker’s language, those of its subtopic first', result: SavedReplyList,
    run: async ({ app, c, params }) => ({ replies: await repliesFor(await agentContext(app, c), params.id ?? '') }),
  }),
  operation({
    method: 'get', path: `${root}/articles`, who: 'agent', about: 'Articles to send along, in the asker’s language', query: ArticlesQuery, result: InsertableArticles,
    run: async ({ app, c, params, query }) => ({ articles: await insertableArticles(await agentContext(app, c), params.id ?? '', { ...query, publicUrl: app.publicUrl() }) }),
  }),
  operation({
    method: 'post', path: `${root}/snooze`, who: 'agent', about: 'Puts a conversation aside until a time, or until the asker writes', body: Snooze, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await snooze(await agentContext(app, c), params.id ?? '', { until: body.until === null ? null : new Date(body.until) })
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/wake`, who: 'agent', about: 'Takes up again what was put aside', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await wake(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/reminders`, who: 'agent', about: 'Reminds one of a conversation; a relocation’s time follows from the hours to arrival', body: SetReminder, result: Made, status: 201,
    run: async ({ app, c, params, body }) => ({ id: await setReminder(await agentContext(app, c), params.id ?? '', body) }),
  }),
  operation({
    method: 'post', path: '/api/v1/desk/reminders/{id}/done', who: 'agent', about: 'What it reminded of is done', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await finishReminder(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/tags`, who: 'agent', about: 'Puts tags on a conversation and takes others off', body: ChangeTags, result: TagList,
    run: async ({ app, c, params, body }) => ({ tags: await changeTags(await agentContext(app, c), params.id ?? '', body) }),
  }),
  operation({
    method: 'get', path: '/api/v1/desk/tags', who: 'agent', about: 'Every tag in use', result: TagList,
    run: async ({ app, c }) => ({ tags: await knownTags(await agentContext(app, c)) }),
  }),
  operation({
    method: 'post', path: `${root}/links`, who: 'agent', about: 'Says that another conversation belongs to this one', body: LinkTo, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const otherId = await idByCaseNumber(ctx, body.caseNumber)
      if (!otherId) throw new Refusal('not_found', { field: 'caseNumber' })
      await link(ctx, params.id ?? '', otherId)
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/unlink`, who: 'agent', about: 'Takes such a link away', body: UnlinkFrom, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await unlink(await agentContext(app, c), params.id ?? '', body.otherId)
      return {}
    },
  }),
]
