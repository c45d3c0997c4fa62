import { recordContacts } from '#articles'
import type { Ctx } from '#identity'
import { recordLaterContacts } from '#search'
import type { App } from './app.ts'
import { readerOf, visitorContext, type Request } from './request.ts'

type Contacts = Parameters<typeof recordContacts>[1]

/** What was read and sought within half an hour before a contact did not save it. */
export const noteContacts = async (ctx: Ctx, contacts: Contacts): Promise<void> => {
  await recordContacts(ctx, contacts)
  await recordLaterContacts(ctx, contacts)
}

/** The same for a guest, who reads as a browser: only where the form is sent is it known which. Without one nothing is noted. */
export const contactsOf = (app: App, c: Request): ((conversationId: string, topic: string) => Promise<void>) => {
  const browser = readerOf(app, c)
  return async (conversationId, topic) => {
    if (browser === undefined) return
    const contacts = [{ conversationId, reader: { visitor: browser }, topic, openedAt: app.now() }]
    // Sent it is, whatever becomes of the figure.
    await noteContacts(visitorContext(app), contacts).catch((error: unknown) => app.log.error({ err: error, conversationId }, 'what was read before a contact is not noted'))
  }
}
