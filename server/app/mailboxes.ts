import { systemActor } from '#identity'
import { openMailbox } from '#platform/mail'
import { watchMailbox } from '#postbox'
import type { App } from './app.ts'
import { mailSettings } from './mail-settings.ts'
import { rawBytesOf } from './postbox.ts'
import { contextOf } from './request.ts'

/** Starts fetching the mailboxes the operator has named. Each goes its own way: one that is away keeps nothing else from working. */
export const openMailboxes = (app: App): { close(): Promise<void> } => {
  const { config } = app
  const stopping = new AbortController()
  const reading = config.role === 'web' ? [] : config.mail.mailboxes.map((box) =>
    watchMailbox({
      box, maxBytes: rawBytesOf(config.mail.maxMb), signal: stopping.signal,
      open: () => openMailbox({ ...box, privateHosts: config.privateHosts }),
      ctx: () => contextOf(app, systemActor(app.brandId)), settings: () => mailSettings(app),
    }))
  return {
    close: async () => {
      stopping.abort()
      await Promise.all(reading)
    },
  }
}
