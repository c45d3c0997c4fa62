import type { ActionView, ArticleCard, HelpDoor, NoticeView, OptionsView, PhoneView, PropertyView, ReservationView, TopicView } from '#web/pages'
import { articlePath, categoryPath, type Card } from '#articles'
import type { answers, options } from '#contact'
import type { Property, Reservation } from '#directory'
import { localised } from '#kernel'
import type { Notice } from '#notices'
import { slugOf, type Action, type Topic } from '#topics'

// Rows of the modules as the pages show them, in the reader's language.

type Names = (names: Record<string, string>) => string
type Found = { topic: { key: string; names: Record<string, string> }; subtopic: { key: string; names: Record<string, string> } }

export const placeView = ({ topic, subtopic }: Found, name: Names) => ({
  topic: { key: topic.key, name: name(topic.names) }, subtopic: { key: subtopic.key, name: name(subtopic.names) },
})

export const topicView = (topic: Topic, door: HelpDoor, locale: string): TopicView => ({
  key: topic.key, name: localised(topic.names, locale), scope: localised(topic.scope, locale), path: topicPath(topic, door, locale),
  subtopics: topic.subtopics.map(({ key, names }) => ({ key, name: localised(names, locale) })),
})

/** Where a topic's articles are: the guests' stand on their page of the topic itself. */
export const topicPath = (topic: Topic, door: HelpDoor, locale: string): string =>
  door === 'partner' ? categoryPath(locale, { door, categorySlug: slugOf(topic, locale) }) : `/${locale}/guest/${topic.key}`

export const cardView = (card: Card, locale: string): ArticleCard => ({
  key: card.key, title: card.title, summary: card.summary, path: articlePath(locale, card), translated: card.translated, locale: card.locale,
})

/** An action as it is offered; null where the operator's platform has no address for it. */
export const actionView = (action: Action, { locale, platformUrl }: { locale: string; platformUrl: string | null }): ActionView | null => {
  const external = action.kind === 'platform'
  if (external && platformUrl === null) return null
  const href = external ? `${platformUrl}${action.path}` : `/${locale}/extranet${action.path}`
  return { key: action.key, name: localised(action.names, locale), hint: localised(action.hints, locale), href, external }
}

export const propertyView = (p: Property): PropertyView => ({
  id: p.id, number: p.number, name: p.name, city: p.city, timeZone: p.timeZone, latitude: p.latitude, longitude: p.longitude,
})

export const reservationView = (r: Reservation): ReservationView => ({
  id: r.id, confirmationNumber: r.confirmationNumber, guestName: r.guest.name, propertyName: r.propertyName, arrival: r.arrival,
  departure: r.departure, status: r.status,
})

export const optionsView = (found: Awaited<ReturnType<typeof options>>, locale: string): OptionsView => {
  return {
    ...placeView(found, (names) => localised(names, locale)),
    may: found.may,
    callFirst: found.callFirst,
    message: found.message,
    phone: phoneView(found.phone, locale),
    chat: found.chat,
  }
}

export const phoneView = (phone: Awaited<ReturnType<typeof options>>['phone'], locale: string): PhoneView | null =>
  phone && {
    number: phone.line.number, international: phone.display.international, national: phone.display.national,
    countryOfLine: phone.line.country, isLocal: phone.line.kind === 'local', languages: phone.line.languages, cost: localised(phone.line.cost, locale),
    open: phone.state.open, until: phone.state.open ? phone.state.until : phone.state.opens,
    waitMinutes: phone.waitMinutes, codeMinutes: phone.codeMinutes, localOpens: phone.local?.opens ?? null,
  }

type Answer = Awaited<ReturnType<typeof answers>>['actions'][number]

/** What one can do alone; `root` is the part of the site whose pages it is on. */
export const answerActionView = (action: Answer, { locale, root }: { locale: string; root: 'extranet' | 'guest' }): ActionView => ({
  key: action.key, name: localised(action.names, locale), hint: localised(action.hints, locale),
  href: 'page' in action.address ? `/${locale}/${root}${action.address.page}` : action.address.url,
  external: 'url' in action.address,
})

export const noticeView = (notice: Notice, locale: string): NoticeView => ({
  key: notice.key, severity: notice.severity, title: localised(notice.titles, locale), body: localised(notice.bodies, locale),
  startedAt: notice.startedAt, checkedAt: notice.checkedAt,
})
