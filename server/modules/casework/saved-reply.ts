import { z } from 'zod'
import { fillIn, namesIn, wordsFor } from '#articles'
import { present } from '#brand'
import { Localised, type Door } from '#contract/content'
import type { SavedReply } from '#contract/casework'
import { MacroActions, type MacroAction } from '#contract/macros'
import { headOf, type ConversationHead } from '#conversations'
import { propertyById, reservationById } from '#directory'
import type { AgentActor, Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import { promiseFor } from '#promises'
import { typed } from '#web/formatting'
import { translator } from '#web/locales'

/** What ships as files and an operator edits. `topics` are `topic` or `topic/subtopic`: where it stands first. */
export const SavedReplyInput = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/), topics: z.array(z.string()), names: Localised, bodies: Localised.default({}), actions: MacroActions.default([]),
})
export type SavedReplyInput = z.infer<typeof SavedReplyInput>

/** The values of a conversation that a saved reply may name. */
export const valueNames = [
  'asker_name', 'first_name', 'guest_name', 'property', 'confirmation_number', 'arrival', 'departure', 'case_number', 'promise', 'agent_name', 'brand',
] as const

/** Makes a door's saved replies what the file says; those that leads have changed or removed stay as they are. */
export const publishSavedReplies = async (ctx: Context<BaseActor>, { door, replies }: { door: Door; replies: SavedReplyInput[] }): Promise<void> => {
  const { brandId } = ctx.actor
  await ctx.db.deleteFrom('casework.saved_reply').where('brand_id', '=', brandId).where('door', '=', door).where('edited_at', 'is', null).execute()
  if (replies.length === 0) return
  const rows = replies.map(({ key, topics, names, bodies, actions }, place) => ({
    brand_id: brandId, door, key, place, topics, names: JSON.stringify(names), bodies: JSON.stringify(bodies), actions: JSON.stringify(actions),
  }))
  await ctx.db.insertInto('casework.saved_reply').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
}

export type FilledReply = Omit<SavedReply, 'actions'> & { actions: MacroAction[] }

/** The saved replies for a conversation, those of its subtopic first, in the asker's language and filled in. */
export const savedRepliesFor = async (ctx: Ctx<AgentActor>, conversationId: string): Promise<FilledReply[]> => {
  const head = await headOf(ctx, conversationId)
  if (!head) throw new Refusal('not_found')
  const rows = await ctx.db
    .selectFrom('casework.saved_reply')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('door', '=', head.door)
    .where('removed', '=', false)
    .select(['key', 'topics', 'names', 'bodies', 'actions'])
    .orderBy('place')
    .execute()
  const values = await valuesOf(ctx, head)
  const replies = rows.map((row): FilledReply => {
    const [names, bodies] = [Localised.parse(row.names), Localised.parse(row.bodies)]
    const locale = bodies[head.locale] === undefined ? 'en' : head.locale
    const body = fillIn(bodies[locale] ?? localised(bodies, locale), values(locale), locale)
    const actions = MacroActions.parse(row.actions).map((action) => filledAction(action, (text) => fillIn(text, values(ctx.actor.locale), ctx.actor.locale)))
    return { key: row.key, name: localised(names, ctx.actor.locale), body, locale, fits: fits(row.topics, head), missing: namesIn(body), actions }
  })
  return replies.toSorted((a, b) => nearness[a.fits] - nearness[b.fits])
}

// What colleagues read is filled in too.
const filledAction = (action: MacroAction, fill: (text: string) => string): MacroAction => {
  if (action.do === 'note') return { ...action, text: fill(action.text) }
  if (action.do === 'hand-over') return { ...action, note: fill(action.note) }
  return action.do === 'remind' ? { ...action, what: fill(action.what) } : action
}

const nearness: Record<SavedReply['fits'], number> = { subtopic: 0, topic: 1, any: 2, other: 3 }

const fits = (topics: string[], { topic, subtopic }: ConversationHead): SavedReply['fits'] => {
  if (topics.includes(`${topic}/${subtopic}`)) return 'subtopic'
  if (topics.includes(topic)) return 'topic'
  return topics.length === 0 ? 'any' : 'other'
}

const valuesOf = async (ctx: Ctx<AgentActor>, head: ConversationHead) => {
  const [numbers, brand, promise, property, stay] = await Promise.all([
    wordsFor(ctx), present(ctx), promiseFor(ctx, head.id),
    head.property_id ? propertyById(ctx, head.property_id) : null, head.reservation_id ? reservationById(ctx, head.reservation_id) : null,
  ])
  const zone = property?.timeZone ?? stay?.timeZone ?? 'UTC'
  return (locale: string) => {
    const { dateTime, date } = translator(locale, zone)
    const known = {
      asker_name: head.asker_name, first_name: head.asker_name.split(/\s+/)[0], guest_name: stay?.guest.name, property: property?.name ?? stay?.propertyName,
      confirmation_number: stay?.confirmationNumber, arrival: stay && date(stay.arrival), departure: stay && date(stay.departure),
      case_number: head.case_number, promise: promise && dateTime(new Date(promise.dueAt)), agent_name: ctx.actor.name.split(/\s+/)[0], brand: brand.name,
    }
    // What is theirs stays text: nobody's name becomes a link in our answer.
    return { ...numbers, ...Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, typed(value)]] : []))) }
  }
}
