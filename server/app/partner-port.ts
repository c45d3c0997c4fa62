import type { ArticleCard, DraftView, InboxItem, OptionsView, PartnerPort, PropertyView, ReservationView, ThreadView } from '#web/pages'
import { articlePath, type Card } from '#articles'
import { answers, attachToDraft, detachFromDraft, discardDraft, draftOf, mayContact, options, prepareCall, preparedCall, saveDraft, sendMessage } from '#contact'
import { agreeToClose, inbox, markSeen, receive, thread, unreadCount } from '#conversations'
import { markNoShow, moveOnMap, noShowWindow, propertiesOfPartner, propertyById, recentReservations, reservationById, type Property, type Reservation } from '#directory'
import { changeLocale, setMailCopies, wantsMailCopies, type Ctx, type PartnerActor } from '#identity'
import { localised, Refusal } from '#kernel'
import { dueByConversation, promiseFor } from '#promises'
import { topicNames } from '#desk'
import { translator } from '#web/locales'
import type { App } from './app.ts'
import { noticeView } from './visitor-port.ts'

const pageLength = 25
const pickerLength = 30
const noShowLookBack = 60

/** The extranet's way into the product for one signed-in user, in the language of the page. */
export const partnerPort = (app: App, ctx: Ctx<PartnerActor>, locale: string): PartnerPort => {
  const name = (names: Record<string, string>) => localised(names, locale)
  const { id, email, timeZone, partnerId } = ctx.actor
  const properties = async () => (await propertiesOfPartner(ctx, partnerId)).map(propertyView)
  return {
    person: { id, name: ctx.actor.name, email, locale: ctx.actor.locale, timeZone },
    unread: () => unreadCount(ctx),
    properties,
    inbox: async (filter) => {
      const page = await inbox(ctx, { ...filter, limit: pageLength })
      return { rows: await inboxItems(ctx, page.rows, locale), next: page.next }
    },
    thread: (conversationId) => threadView(ctx, conversationId, locale),
    seen: (conversationId) => markSeen(ctx, conversationId),
    receive: async (conversationId, message) => {
      const place = { topic: 'reply', subtopic: conversationId }
      const { files } = await draftOf(ctx, place)
      if (!message.body.trim()) throw new Refusal('invalid', { field: 'body', problem: 'empty' })
      await receive(ctx, conversationId, { clientId: message.clientId, body: message.body.trim(), fileIds: files.map((file) => file.id) })
      await discardDraft(ctx, place)
    },
    agreeToClose: (conversationId) => agreeToClose(ctx, conversationId),
    mayContact: () => mayContact(ctx, 'contact-support'),
    answers: async (at) => {
      const found = await answers(ctx, { ...at, locale })
      return {
        ...placeView(found, name),
        notices: found.notices.map((notice) => noticeView(notice, locale)),
        articles: found.articles.map((card) => cardView(card, locale)),
        actions: found.actions.map((action) => ({
          key: action.key, name: name(action.names), hint: name(action.hints),
          href: 'page' in action.address ? `/${locale}/extranet${action.address.page}` : action.address.url,
          external: 'url' in action.address,
        })),
      }
    },
    options: async (at) => optionsView(await options(ctx, at), locale),
    form: async (at) => {
      const [found, own, draft, recent] = await Promise.all([
        options(ctx, at), properties(), draftOf(ctx, at), recentReservations(ctx, { partnerId, propertyId: null, limit: pickerLength }),
      ])
      return {
        ...placeView(found, name), asksReservation: found.subtopic.rules.reservation !== 'none', properties: own,
        reservations: recent.map(reservationView), draft,
      }
    },
    saveDraft: (at, text) => saveDraft(ctx, at, text),
    discardDraft: (at) => discardDraft(ctx, at),
    attach: (at, uploads) => attachToDraft(ctx, at, { uploads, store: app.files }),
    detach: (at, fileId) => detachFromDraft(ctx, at, fileId),
    send: async (at, message) => {
      const { files } = await draftOf(ctx, at)
      return sendMessage(ctx, { ...at, ...message, body: message.body ?? '', locale, fileIds: files.map((file) => file.id) })
    },
    prepareCall: async (at, call) => {
      const found = await options(ctx, at)
      const body = translator(locale, timeZone).t('contact.callBody', { topic: name(found.topic.names), subtopic: name(found.subtopic.names) })
      return prepareCall(ctx, { ...at, ...call, body, locale }, app.secret)
    },
    preparedCall: (conversationId) => preparedCall(ctx, conversationId, app.secret),
    wantsMailCopies: () => wantsMailCopies(ctx, id),
    saveProfile: async (profile) => {
      await changeLocale(ctx, id, profile.locale)
      await setMailCopies(ctx, id, profile.mailCopies)
    },
    mapProperty: async (propertyId) => (await properties()).find((property) => property.id === propertyId) ?? null,
    moveOnMap: async (propertyId, where) => {
      await ownProperty(ctx, propertyId)
      await moveOnMap(ctx, propertyId, where)
    },
    noShowCandidates: async () => {
      const recent = await recentReservations(ctx, { partnerId, propertyId: null, limit: noShowLookBack })
      return recent.filter((reservation) => canBeNoShow(reservation, ctx.now())).map(reservationView)
    },
    markNoShow: async (reservationId) => {
      const reservation = /^[0-9a-f-]{36}$/.test(reservationId) ? await reservationById(ctx, reservationId) : null
      if (reservation?.partnerId !== partnerId) throw new Refusal('not_found')
      await markNoShow(ctx, reservationId)
    },
  }
}

const ownProperty = async (ctx: Ctx<PartnerActor>, propertyId: string) => {
  const property = await propertyById(ctx, propertyId)
  if (property?.partnerId !== ctx.actor.partnerId) throw new Refusal('not_found')
  return property
}

const canBeNoShow = (reservation: Reservation, now: Date) => {
  const { from, until } = noShowWindow(reservation)
  return (reservation.status === 'booked' || reservation.status === 'stayed') && from <= now && now <= until
}

type Names = (names: Record<string, string>) => string
type Found = { topic: { key: string; names: Record<string, string> }; subtopic: { key: string; names: Record<string, string> } }

const placeView = ({ topic, subtopic }: Found, name: Names) => ({
  topic: { key: topic.key, name: name(topic.names) }, subtopic: { key: subtopic.key, name: name(subtopic.names) },
})

export const cardView = (card: Card, locale: string): ArticleCard => ({
  key: card.key, title: card.title, summary: card.summary, path: articlePath(locale, card), translated: card.translated, locale: card.locale,
})

const propertyView = (p: Property): PropertyView => ({
  id: p.id, number: p.number, name: p.name, city: p.city, timeZone: p.timeZone, latitude: p.latitude, longitude: p.longitude,
})

const reservationView = (r: Reservation): ReservationView => ({
  id: r.id, confirmationNumber: r.confirmationNumber, guestName: r.guest.name, propertyName: r.propertyName, arrival: r.arrival,
  departure: r.departure, status: r.status,
})

const optionsView = (found: Awaited<ReturnType<typeof options>>, locale: string): OptionsView => {
  const { phone } = found
  return {
    ...placeView(found, (names) => localised(names, locale)),
    may: found.may,
    callFirst: found.callFirst,
    message: found.message,
    phone: phone && {
      number: phone.line.number, international: phone.display.international, national: phone.display.national,
      countryOfLine: phone.line.country, isLocal: phone.line.kind === 'local', languages: phone.line.languages, cost: localised(phone.line.cost, locale),
      open: phone.state.open, until: phone.state.open ? phone.state.until : phone.state.opens,
      waitMinutes: phone.waitMinutes, codeMinutes: phone.codeMinutes, localOpens: phone.local?.opens ?? null,
    },
  }
}

const inboxItems = async (ctx: Ctx<PartnerActor>, rows: Awaited<ReturnType<typeof inbox>>['rows'], locale: string): Promise<InboxItem[]> => {
  const [own, dues] = await Promise.all([propertiesOfPartner(ctx, ctx.actor.partnerId), dueByConversation(ctx, rows.map((row) => row.id))])
  const names = new Map(own.map((property) => [property.id, property.name]))
  return Promise.all(rows.map(async (row) => {
    const { topic, subtopic } = await topicNames(ctx, { door: 'partner', topic: row.topic, subtopic: row.subtopic, locale })
    return {
      id: row.id, caseNumber: row.case_number, topic: topic.name, subtopic: subtopic.name, excerpt: row.excerpt, state: row.state, unread: row.unread,
      propertyName: names.get(row.property_id ?? '') ?? null, lastEntryAt: row.last_entry_at, dueAt: dues.get(row.id) ?? null,
    }
  }))
}

const threadView = async (ctx: Ctx<PartnerActor>, id: string, locale: string): Promise<ThreadView> => {
  const found = await thread(ctx, id)
  const { head } = found
  const [promise, property, reservation, draft, names] = await Promise.all([
    promiseFor(ctx, id),
    head.property_id ? propertyById(ctx, head.property_id) : null,
    head.reservation_id ? reservationById(ctx, head.reservation_id) : null,
    draftOf(ctx, { topic: 'reply', subtopic: id }) satisfies Promise<DraftView>,
    topicNames(ctx, { door: 'partner', topic: head.topic, subtopic: head.subtopic, locale }),
  ])
  return {
    ...names, id, caseNumber: head.case_number, channel: head.channel, state: found.state, openedAt: head.opened_at,
    promise: promise ?? firstPromise(head.promised_at),
    propertyName: property?.name ?? null, timeZone: property?.timeZone ?? ctx.actor.timeZone, confirmationNumber: reservation?.confirmationNumber ?? null,
    entries: found.entries, closing: found.closing, outcome: found.closure?.outcome ?? null, draft,
  }
}

// The clock starts a moment after the message is stored; until then the promise is the one it was stored with.
const firstPromise = (promisedAt: Date | null): ThreadView['promise'] =>
  promisedAt && { firstAt: promisedAt.toISOString(), dueAt: promisedAt.toISOString(), kept: false, missed: false, moves: [] }
