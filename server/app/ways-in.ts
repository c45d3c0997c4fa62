import type { App } from './app.ts'
import { openMailboxes } from './mailboxes.ts'
import { systemContext } from './listeners.ts'
import { openPostbox } from './postbox.ts'
import { scanFiles, scanLargeAgain } from './scan-files.ts'

/** Starts everything mail comes in by, and the looking at its files. */
export const openWaysIn = async (app: App, anyPort: 0 | null): Promise<{ close(): Promise<void> }> => {
  const postbox = await openPostbox(app, anyPort)
  const mailboxes = openMailboxes(app)
  const scanning = startScanning(app)
  return {
    close: async () => {
      await postbox.close()
      await mailboxes.close()
      scanning.stop()
    },
  }
}

const scanEveryMs = 15_000

// A scanner that was away is asked again so often that nobody waits a minute for their file.
const startScanning = (app: App) => {
  if (app.config.mail.clamd === null || app.config.role === 'web') return { stop: () => undefined }
  const failed = (error: unknown) => app.log.warn({ err: error }, 'looking at files')
  void scanLargeAgain(app, systemContext(app)).catch(failed)
  const timer = setInterval(() => void scanFiles(app, systemContext(app)).catch(failed), scanEveryMs)
  return { stop: () => clearInterval(timer) }
}
