import { present } from '#brand'
import type { Reminder, SetReminder } from '#contract/casework'
import type { Relocation } from '#contract/content'
import { headOf } from '#conversations'
import { hoursToCheckIn, reservationById } from '#directory'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'

/** How soon another place must be arranged, by hours to check-in: who is there or arrives within a day waits least. */
const relocationMinutes = (hoursToArrival: number | null, { hereMinutes, weekHours, laterHours }: Relocation): number => {
  if (hoursToArrival === null || hoursToArrival <= 24) return hereMinutes
  return 60 * (hoursToArrival <= 7 * 24 ? weekHours : laterHours)
}

const longestMs = 366 * 86_400_000

/** Reminds its maker of a conversation; a relocation's time follows from the stay. */
export const setReminder = (ctx: Ctx<AgentActor>, conversationId: string, { kind, what, dueAt }: SetReminder): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, conversationId)
    if (!head) throw new Refusal('not_found')
    const due = kind === 'relocation' ? await relocationDue(tx, head.reservation_id) : new Date(dueAt ?? 0)
    const ahead = due.getTime() - tx.now().getTime()
    if (ahead <= 0 || ahead > longestMs) throw new Refusal('invalid', { field: 'dueAt', problem: ahead <= 0 ? 'past' : 'too-far' })
    const id = newId()
    await tx.db
      .insertInto('casework.reminder')
      .values({ brand_id: tx.actor.brandId, id, conversation_id: conversationId, kind, what, for_agent: tx.actor.id, due_at: due, made_by: tx.actor.id, made_at: tx.now() })
      .execute()
    await record(tx, { name: 'reminder.set', conversationId })
    return id
  })

const relocationDue = async (ctx: Ctx, reservationId: string | null) => {
  const stay = reservationId ? await reservationById(ctx, reservationId) : null
  const { settings } = await present(ctx)
  const minutes = relocationMinutes(stay ? hoursToCheckIn(stay.arrival, stay.timeZone, ctx.now()) : null, settings.relocation)
  return new Date(ctx.now().getTime() + minutes * 60_000)
}

/** What it reminded of is done. Anybody of the staff may say so; twice changes nothing. */
export const finishReminder = (ctx: Ctx<AgentActor>, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('casework.reminder')
      .set((eb) => ({ done_at: eb.fn.coalesce('done_at', eb.val(tx.now())), done_by: eb.fn.coalesce('done_by', eb.val(tx.actor.id)) }))
      .where('brand_id', '=', tx.actor.brandId)
      .where('id', '=', id)
      .returning('conversation_id')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(tx, { name: 'reminder.done', conversationId: row.conversation_id })
  })

const mostAtOnce = 200

/** Says once of each whose time has come; desks fetch and show it. */
export const ringReminders = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const due = await tx.db
      .selectFrom('casework.reminder')
      .where('brand_id', '=', tx.actor.brandId)
      .where('done_at', 'is', null)
      .where('rang_at', 'is', null)
      .where('due_at', '<=', tx.now())
      .select(['id', 'conversation_id'])
      .limit(mostAtOnce)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, conversation_id: conversationId } of due) {
      await tx.db.updateTable('casework.reminder').set({ rang_at: tx.now() }).where('brand_id', '=', tx.actor.brandId).where('id', '=', id).execute()
      await record(tx, { name: 'reminder.due', conversationId })
    }
  })

const open = (ctx: Ctx) =>
  ctx.db
    .selectFrom('casework.reminder')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('done_at', 'is', null)
    .select(['id', 'conversation_id', 'kind', 'what', 'for_agent', 'due_at'])
    .orderBy('due_at')

type Row = Awaited<ReturnType<ReturnType<typeof open>['execute']>>[number]
const presentReminder = (ctx: Ctx, row: Row): Reminder => ({
  id: row.id, kind: row.kind === 'relocation' ? 'relocation' : 'follow-up', what: row.what, forAgent: row.for_agent, dueAt: row.due_at.toISOString(), isDue: row.due_at <= ctx.now(),
})

/** What is still to be done about a conversation. */
export const remindersOf = async (ctx: Ctx, conversationId: string): Promise<Reminder[]> =>
  (await open(ctx).where('conversation_id', '=', conversationId).execute()).map((row) => presentReminder(ctx, row))

const mostOwn = 100

/** The agent's own whose time has come, by conversation. */
export const dueReminders = async (ctx: Ctx<AgentActor>): Promise<(Reminder & { conversationId: string })[]> => {
  const rows = await open(ctx).where('for_agent', '=', ctx.actor.id).where('due_at', '<=', ctx.now()).limit(mostOwn).execute()
  return rows.map((row) => ({ ...presentReminder(ctx, row), conversationId: row.conversation_id }))
}
