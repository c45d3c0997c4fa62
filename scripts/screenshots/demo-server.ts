import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '#platform'
import { open, run } from '../../server/boot.ts'
import { receiveDemoMails } from '../../server/app/demo-mails.ts'
import { readConfig } from '../../server/config.ts'
import { serve } from '../../server/serve.ts'

const root = path.join(import.meta.dirname, '../..')

export type DemoServer = { base: string; settle(): Promise<void>; stop(): Promise<void> }

/** The whole product with the demo world around a moment that stands still, on an embedded database that is gone when it stops. */
export const startDemoServer = async (now: Date): Promise<DemoServer> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hospes-pictures-'))
  const config = readConfig({ PORT: '0', SMTP_PORT: '0', HOSPES_DATA: dataDir, HOSPES_DEMO: '1', LOG_LEVEL: 'error' })
  const boot = { config, root, log: createLog(config.logLevel), say: () => undefined, now: () => now }
  const installation = await open(boot)
  const running = await run(boot, installation)
  const listening = await serve(running)
  if (installation.content.demo) await receiveDemoMails(running, installation.content.demo)
  return {
    base: `http://127.0.0.1:${listening.port}`,
    settle: running.settle,
    stop: async () => {
      await listening.close()
      await running.close()
      await installation.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
