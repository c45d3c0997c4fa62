import type { BaseActor, Context, Db } from './postgres/index.ts'

type Scope = Context<BaseActor>
/** Does for each what was asked, in one trip to the database; the answers in the order of the asks. */
type Work<C extends Scope, Ask, Answer> = (ctx: C, asks: Ask[]) => Promise<Answer[]>
type Waiting<C extends Scope, Ask, Answer> = { ask: Ask; ctx: C; resolve: (answer: Answer) => void; reject: (error: unknown) => void }
type Counter<C extends Scope, Ask, Answer> = { waiting: Waiting<C, Ask, Answer>[]; underWay: number; called: boolean }

// Two trips: while one waits for the disk the next is prepared. What comes meanwhile gathers for the one after.
const mostUnderWay = 2
const mostTogether = 100

/**
 * Work that many ask for at the same moment is done in one trip for all of them. It begins after the last of them asked, so that
 * nobody is told how things were before. One who asks alone does not wait for others; one whose ask the database refuses is
 * refused alone. In a transaction everybody is alone.
 */
export const together = <C extends Scope, Ask, Answer>(work: Work<C, Ask, Answer>): ((ctx: C, ask: Ask) => Promise<Answer>) => {
  const counters = new WeakMap<Db, Map<string, Counter<C, Ask, Answer>>>()
  return (ctx, ask) =>
    ctx.db.isTransaction
      ? alone(work, { ctx, ask })
      : new Promise((resolve, reject) => {
          const counter = counterOf(counters, ctx)
          counter.waiting.push({ ask, ctx, resolve, reject })
          call(counter, work)
        })
}

const counterOf = <C extends Scope, Ask, Answer>(counters: WeakMap<Db, Map<string, Counter<C, Ask, Answer>>>, { db, actor }: C) => {
  const ofDatabase = counters.get(db) ?? new Map<string, Counter<C, Ask, Answer>>()
  counters.set(db, ofDatabase)
  const counter = ofDatabase.get(actor.brandId) ?? { waiting: [], underWay: 0, called: false }
  ofDatabase.set(actor.brandId, counter)
  return counter
}

const call = <C extends Scope, Ask, Answer>(counter: Counter<C, Ask, Answer>, work: Work<C, Ask, Answer>) => {
  if (counter.called || counter.underWay === mostUnderWay || counter.waiting.length === 0) return
  counter.called = true
  // Whoever's request was read in the same turn of the event loop comes along.
  setImmediate(() => {
    counter.called = false
    counter.underWay++
    void serve(counter.waiting.splice(0, mostTogether), work).finally(() => {
      counter.underWay--
      call(counter, work)
    })
    call(counter, work)
  })
}

const serve = async <C extends Scope, Ask, Answer>(all: Waiting<C, Ask, Answer>[], work: Work<C, Ask, Answer>): Promise<void> => {
  const [first] = all
  if (!first) return
  try {
    const answers = await work(first.ctx, all.map(({ ask }) => ask))
    all.forEach(({ resolve }, place) => resolve(answers[place] as Answer))
  } catch (error) {
    if (all.length === 1 || !isOfOne(error)) return all.forEach(({ reject }) => reject(error))
    await Promise.all(all.map(({ ctx, ask, resolve, reject }) => alone(work, { ctx, ask }).then(resolve, reject)))
  }
}

const alone = async <C extends Scope, Ask, Answer>(work: Work<C, Ask, Answer>, { ctx, ask }: { ctx: C; ask: Ask }): Promise<Answer> => (await work(ctx, [ask]))[0] as Answer

// Data that cannot be read, a constraint, a deadlock: the others' asks may be answered yet. Nothing of the trip was kept.
const isOfOne = (error: unknown) => error instanceof Error && 'code' in error && /^(22|23|40)/.test(String(error.code))
