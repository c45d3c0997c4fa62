import { paced } from '#platform'
import { startSequencer, type FedFact, type Sequencer } from '#platform/outbox'
import type { Connection } from '#platform/postgres'
import type { App } from './app.ts'
import { hearOther } from './near.ts'
import { watchStreams } from './stream.ts'

export type Telling = Sequencer

// The first fact is reacted to at once; while more come, so many at a time that they are worked on together.
const nudgeEveryMs = 100

/** Places facts, and tells jobs, event streams and the other nodes of them, for as long as the program runs. */
export const startTelling = async (app: App, connection: Connection): Promise<Telling> => {
  const { log, jobs, feed } = app
  const nudge = paced(jobs.nudge, { afterMs: 0, restMs: () => nudgeEveryMs })
  const sequencer = await startSequencer({
    db: app.system.db, connection, log,
    onFacts: (tx, facts) => jobs.enqueue(tx, facts),
    onPosition: (position) => {
      nudge()
      feed.readTo(position).then((news) => wakeFor(app, news), (error: unknown) => log.warn({ err: error }, 'reading the newest facts'))
    },
    onSaid: (text) => hearOther(app, text),
  })
  const watching = watchStreams(app)
  return {
    ...sequencer,
    stop: async () => {
      watching.stop()
      app.near.stop()
      app.hub.closeAll()
      await sequencer.stop()
    },
  }
}

// The poll finds nothing new most of the time; then nobody is woken.
const wakeFor = (app: App, news: readonly FedFact[] | null) => {
  if (news === null) app.hub.wake()
  else if (news.length > 0) app.hub.wake(new Set(news.flatMap(({ conversation_id: id }) => id ?? [])))
}
