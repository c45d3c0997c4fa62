import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { startWorld } from '#test/world'
import { bringPeople, playCalls } from './calls/play.ts'

test('P6 | queue.accept() | six agents take twenty-four calls at once, each offer by two tabs with a colleague reaching for it: each call is taken once, one call a person', async () => {
  const world = await startWorld()
  await world.settle()
  await sql`delete from queue.entry`.execute(world.app.system.db)
  const staff = await bringPeople(world.system, 6)
  const played = await playCalls(world.system, { staff, calls: 24 })
  expect(played).toMatchObject({ taken: 24, twice: 0, twoAtOnce: 0, strangers: 0 })
  // As the database has it: nobody was offered, or had, two at the same time.
  const { rows } = await sql<{ doubled: number; accepted: number }>`
    select count(*) filter (where o.outcome = 'accepted')::int as accepted,
      (select count(*)::int from queue.offer a join queue.offer b on a.id < b.id and (a.agent_id = b.agent_id or a.conversation_id = b.conversation_id)
        and tstzrange(a.offered_at, a.ended_at, '[)') && tstzrange(b.offered_at, b.ended_at, '[)')) as doubled
    from queue.offer o where o.agent_id = any(${staff.map(({ id }) => id)}::uuid[])`.execute(world.app.system.db)
  expect(rows).toEqual([{ accepted: 24, doubled: 0 }])
}, 60_000)
