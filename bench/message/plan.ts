import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import pg from 'pg'
import { queuePage } from '#desk'
import type { Db } from '#platform/postgres'
import { openAsProduct, systemCtx, type Stage } from './stage.ts'

/** Of the queue page. */
export const queuePlans = (stage: Stage) =>
  plansOf(stage, { of: /"queue"|"conversations"/, run: (db) => queuePage({ ...systemCtx(stage, { db }), actor: stage.agent }, { limit: 50 }) })

/** How PostgreSQL carries out each statement of what is run that reads one of these, as prepared for any parameters, under row security. */
export const plansOf = async (stage: Stage, { of, run }: { of: RegExp; run: (db: Db) => Promise<unknown> }): Promise<{ sql: string; plan: string }[]> => {
  const product = openAsProduct(stage, 2)
  const queries: CompiledQuery[] = []
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool: product.pool }), log: ({ query }) => void queries.push(query) })
  await run(db)
  const client = await product.pool.connect()
  await client.query('set plan_cache_mode = force_generic_plan')
  const plans = []
  for (const { sql, parameters } of queries.filter((query) => of.test(query.sql))) {
    await client.query(`prepare looked_at as ${sql}`)
    const explain = () => client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) execute looked_at (${parameters.map(literal).join(', ')})`)
    await explain()
    const { rows } = await explain()
    await client.query('deallocate looked_at')
    plans.push({ sql, plan: rows.map((row) => row['QUERY PLAN']).join('\n') })
  }
  client.release()
  await product.close()
  return plans
}

const literal = (value: unknown) => (Array.isArray(value) ? pg.escapeLiteral(`{${value.join(',')}}`) : pg.escapeLiteral(String(value)))
