import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { systemActor } from '#identity'
import { scanner } from '#platform/files'
import type { FactJob } from '#platform/jobs'
import { listenForMail, type MailListener } from '#platform/mail'
import { addressed, storeMail, type Parts } from '#postbox'
import type { App } from './app.ts'
import { mailSettings } from './mail-settings.ts'
import { contextOf } from './request.ts'

export const postboxParts = (app: App): Parts => ({ reader: app.reader, files: app.files, scan: app.config.mail.clamd === null ? null : scanner(app.config.mail.clamd), maxMb: app.config.mail.maxMb, settings: mailSettings(app) })

const Arrived = z.object({ arrivalIds: z.array(z.uuid()) })
export const arrivalsOf = (facts: readonly FactJob[]): string[] => facts.flatMap(({ payload }) => Arrived.parse(payload).arrivalIds)

// Base64 makes a file larger by more than a third.
export const rawBytesOf = (mb: number) => Math.ceil(mb * 1024 * 1024 * 1.4)

/** Starts taking mail. A port that is taken stops nothing else: it is said in the log, by health and by `hospes doctor mail`. */
export const openPostbox = async (app: App, anyPort: 0 | null): Promise<{ close(): Promise<void> }> => {
  const { config, log, listening } = app
  const { lmtp, tls, trustedServers } = config.mail.listen
  const port = anyPort ?? config.mail.listen.port
  if ((port === 0 && anyPort === null) || config.role === 'web') return { close: async () => undefined }
  const opened = await listenForMail({
    host: config.host, port, lmtp, trustedServers, log, maxBytes: rawBytesOf(config.mail.maxMb),
    tls: tls && { cert: await readFile(tls.cert, 'utf8'), key: await readFile(tls.key, 'utf8') },
    accepts: async (address) => addressed(address, mailSettings(app), app.brandId) !== null,
    store: (mail) => storeMail(contextOf(app, systemActor(app.brandId)), mail, { source: 'smtp' }),
  }).catch((error: NodeJS.ErrnoException): MailListener | null => {
    listening.mailTrouble = error.code === 'EADDRINUSE' ? `port ${port} is taken by another program; choose another SMTP_PORT` : error.message
    log.warn({ err: error, port }, 'no mail is taken in: SMTP_PORT')
    return null
  })
  listening.mailPort = opened?.port ?? null
  return { close: async () => void (await opened?.close()) }
}
