import { forgetReadings } from '#articles'
import { forgetEmptyDrafts } from '#casework'
import { forgetAbandoned } from '#contact'
import { forgetExpired, systemActor } from '#identity'
import { forgetOldAttempts } from '#platform'
import { forgetOldFacts } from '#platform/outbox'
import { clearOldMails } from '#postbox'
import { tidyPushes } from '#push'
import { forgetInquiries } from '#search'
import { forgetEvents } from '#voice'
import type { App } from './app.ts'
import { mostBehind } from './events.ts'
import { contextOf } from './request.ts'

/** Once a night: what nobody can use any more goes, so that the database does not grow by it. */
export const tidy = async (app: App): Promise<void> => {
  const ctx = contextOf(app, systemActor(app.brandId))
  await forgetExpired(ctx)
  await forgetOldAttempts(ctx)
  await forgetReadings(ctx)
  await forgetInquiries(ctx)
  await clearOldMails(ctx, app.config.mail.keepDays)
  await tidyPushes(ctx)
  await forgetEmptyDrafts(ctx)
  await forgetEvents(ctx.db, app.brandId, app.now())
  await forgetOldFacts(app.system.db, { now: app.now(), keep: mostBehind })
  await forgetAbandoned({ ...ctx, db: app.system.db }, app.files)
}
