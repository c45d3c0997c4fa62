import type { MailView, VisitorPort } from '#web/pages'
import { present } from '#brand'
import { answers, askForCallBack, callBackSubtopic } from '#contact'
import { partnerById } from '#directory'
import { mailById, newestMails } from '#email'
import { demoPeople, invitationByToken } from '#identity'
import { localised, Refusal } from '#kernel'
import { live } from '#notices'
import { tree } from '#topics'
import { translator } from '#web/locales'
import type { App } from './app.ts'
import { helpPart } from './help-port.ts'
import { visitorContext } from './request.ts'
import { searchPart } from './search-port.ts'
import { orderView, seasonView } from './season-port.ts'
import { answerActionView, cardView, noticeView, placeView, topicView } from './views.ts'

const mostMails = 50

/** What anybody can see and do, in one language. */
export const visitorPort = (app: App, locale: string): VisitorPort => {
  const ctx = visitorContext(app)
  const name = (names: Record<string, string>) => localised(names, locale)
  return {
    brand: async () => {
      const { name: brandName, appName, isDemo, locales, defaultLocale } = await present(ctx)
      return { name: brandName, appName, isDemo, locales, defaultLocale }
    },
    topics: async (door) => (await tree(ctx, door)).map((topic) => topicView(topic, door, locale)),
    notices: async (door) => (await live(ctx, door)).map((notice) => noticeView(notice, locale)),
    ...helpPart(ctx, locale),
    ...searchPart(ctx, locale),
    guestAnswers: async (at) => {
      const found = await answers(ctx, { ...at, locale }).catch(unlessThere)
      return found && {
        ...placeView(found, name), articles: found.articles.map((card) => cardView(card, locale)), notices: found.notices.map((notice) => noticeView(notice, locale)),
        actions: found.actions.map((action) => answerActionView(action, { locale, root: 'guest' })),
      }
    },
    season: ({ door, topic }) => seasonView(ctx, { door, topic: topic ?? null, country: null, language: locale, urgent: false, traveller: { checkInAt: null, inStay: false } }),
    order: () => orderView(ctx),
    callBackRule: async () => (await callBackSubtopic(ctx)).rules.promise,
    askForCallBack: (request) =>
      askForCallBack(ctx, { ...request, text: request.text.trim() || translator(locale, 'UTC').t('contact.callBackBody'), locale }),
    demoPeople: async () =>
      Promise.all((await demoPeople(ctx)).map(async (person) => ({
        id: person.id, side: person.kind, name: person.name, email: person.email, why: name(person.why),
        organisation: person.partnerId ? ((await partnerById(ctx, person.partnerId))?.name ?? null) : null,
      }))),
    demoGuests: async () => app.demoGuests.map(({ number, pin, name: who, why }) => ({ number, pin, name: who, why: name(why) })),
    tour: async () => app.tour.map((step) => ({ role: step.role, title: name(step.title), text: name(step.text), path: step.path.replace('{locale}', locale) })),
    mails: async (after) => {
      const page = await newestMails(ctx, { limit: mostMails, after })
      return { rows: page.rows.map(mailView), next: page.next }
    },
    mail: async (id) => {
      const found = await mailById(ctx, id)
      return found && mailView(found)
    },
    invitation: async (token) => {
      const found = await invitationByToken(ctx, token)
      return found && { email: found.email }
    },
  }
}

const unlessThere = (error: unknown): null => {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}

const mailView = (mail: NonNullable<Awaited<ReturnType<typeof mailById>>>): MailView => ({
  id: mail.id, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, createdAt: mail.createdAt, sentAt: mail.sentAt, error: mail.error,
})
