import { randomUUID } from 'node:crypto'
import type { ReaderPort } from '#web/pages'
import { isSaved, recordReading, save, unsave, vote, type KnownReader } from '#articles'
import type { Ctx } from '#identity'
import { rememberSeeker } from '#search'
import type { App } from './app.ts'
import { contextOf, keepReader, networkOf, readerOf, sessionOf, visitorContext, type Request } from './request.ts'

/** What the reader of an article can do: as a partner user, as a browser that has voted, or as nobody known. */
export const readerPort = async (app: App, c: Request, locale: string): Promise<ReaderPort> => {
  const session = await sessionOf(app, c, 'partner')
  const account = session.state === 'live' && session.actor.kind === 'partner' ? contextOf(app, session.actor) : null
  const ctx = account ?? visitorContext(app)
  const browser = readerOf(app, c)
  const known: KnownReader | null = account ? { account: account.actor.id } : browser ? { visitor: browser } : null
  return {
    saves: account && savesOf(account),
    read: async ({ key, locale: shown, revision }, { door, from }) => {
      if (known) await recordReading(ctx, { reader: known, key, door, locale: shown, revision, readerLocale: locale, from })
    },
    sought: async (inquiryId) => {
      if (known) await rememberSeeker(ctx, { inquiryId, reader: known })
    },
    vote: async ({ key, locale: shown }, said) => {
      const reader = known ?? newcomer()
      await vote(ctx, { ...said, reader, key, locale: shown, readerLocale: locale, network: networkOf(app, c) })
      if ('visitor' in reader) keepReader(app, c, reader.visitor)
    },
  }
}

const newcomer = () => ({ visitor: randomUUID() })

const savesOf = (ctx: Ctx): ReaderPort['saves'] => ({
  has: (key) => isSaved(ctx, key),
  save: (key) => save(ctx, [key]),
  unsave: (key) => unsave(ctx, key),
})
