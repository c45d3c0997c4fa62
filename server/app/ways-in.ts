import type { App } from './app.ts'
import { openMailboxes } from './mailboxes.ts'
import { openPostbox } from './postbox.ts'

/** Starts everything mail comes in by. */
export const openWaysIn = async (app: App, anyPort: 0 | null): Promise<{ close(): Promise<void> }> => {
  const postbox = await openPostbox(app, anyPort)
  const mailboxes = openMailboxes(app)
  return {
    close: async () => {
      await postbox.close()
      await mailboxes.close()
    },
  }
}
