import type { PartnerPort } from '#web/pages'
import { save, savedArticles, unsave } from '#articles'
import { answers, attachToDraft, detachFromDraft, discardDraft, draftFiles, draftOf, mayContact, options, prepareCall, preparedCall, saveDraft, sendMessage } from '#contact'
import { agreeToClose, inbox, markSeen, rate, unreadCount } from '#conversations'
import { markNoShow, moveOnMap, noShowWindow, partnerById, propertiesOfPartner, propertyById, recentReservations, reservationById, type Reservation } from '#directory'
import { changeLocale, setMailCopies, wantsMailCopies, type Ctx, type PartnerActor } from '#identity'
import { localised, Refusal } from '#kernel'
import { aboutConversation, withdraw } from '#push'
import { translator } from '#web/locales'
import type { App } from './app.ts'
import { appPart } from './app-port.ts'
import { partnerCallBack } from './call-back-port.ts'
import { seasonView } from './season-port.ts'
import { letterPart } from './letter-port.ts'
import { shareFile, shareView } from './share-card.ts'
import { inboxItems, threadView, writeAgain } from './thread-views.ts'
import { answerActionView, cardView, noticeView, optionsView, placeView, propertyView, reservationView } from './views.ts'

const pageLength = 25
const pickerLength = 30
const noShowLookBack = 60

/** The extranet's way into the product for one signed-in user, in the language of the page. */
export const partnerPort = (app: App, ctx: Ctx<PartnerActor>, locale: string): PartnerPort => {
  const { id, name, email, timeZone } = ctx.actor
  return {
    person: { id, name, email, locale: ctx.actor.locale, timeZone },
    season: () => ownSeason(ctx),
    share: (at) => shareView(app, ctx, { locale, ...at }),
    shareFile: (at) => shareFile(app, ctx, { locale, ...at }),
    properties: () => ownProperties(ctx),
    ...inboxPart(ctx, locale),
    ...letterPart(ctx),
    ...contactPart(ctx, locale),
    ...draftPart(app, ctx, locale),
    ...callPart(app, ctx, locale),
    ...appPart(ctx, locale),
    ...partnerCallBack(app, ctx, locale),
    ...actionPart(ctx),
    ...savesPart(ctx, locale),
    wantsMailCopies: () => wantsMailCopies(ctx, id),
    saveProfile: async (profile) => {
      await changeLocale(ctx, id, profile.locale)
      await setMailCopies(ctx, id, profile.mailCopies)
    },
  }
}

type Part<Names extends keyof PartnerPort> = Pick<PartnerPort, Names>

const ownSeason = async (ctx: Ctx<PartnerActor>) => {
  const partner = await partnerById(ctx, ctx.actor.partnerId)
  return seasonView(ctx, { door: 'partner', topic: null, country: partner?.country ?? null, language: ctx.actor.locale, urgent: false, traveller: { checkInAt: null, inStay: false } })
}

const ownProperties = async (ctx: Ctx<PartnerActor>) => (await propertiesOfPartner(ctx, ctx.actor.partnerId)).map(propertyView)

const inboxPart = (ctx: Ctx<PartnerActor>, locale: string): Part<'unread' | 'inbox' | 'thread' | 'seen' | 'receive' | 'agreeToClose' | 'rate'> => ({
  unread: () => unreadCount(ctx),
  inbox: async (filter) => {
    const page = await inbox(ctx, { limit: pageLength, ...filter })
    return { rows: await inboxItems(ctx, page.rows, locale), next: page.next }
  },
  thread: (conversationId) => threadView(ctx, conversationId, locale),
  seen: async (conversationId) => {
    await markSeen(ctx, conversationId)
    await withdraw(ctx, aboutConversation(conversationId))
  },
  receive: (conversationId, message) => writeAgain(ctx, conversationId, message),
  agreeToClose: (conversationId) => agreeToClose(ctx, conversationId),
  rate: (conversationId, rating) => rate(ctx, conversationId, rating),
})

const contactPart = (ctx: Ctx<PartnerActor>, locale: string): Part<'mayContact' | 'answers' | 'options' | 'form'> => {
  const name = (names: Record<string, string>) => localised(names, locale)
  return {
    mayContact: () => mayContact(ctx, 'contact-support'),
    answers: async (at) => {
      const found = await answers(ctx, { ...at, locale })
      return {
        ...placeView(found, name),
        notices: found.notices.map((notice) => noticeView(notice, locale)),
        articles: found.articles.map((card) => cardView(card, locale)),
        actions: found.actions.map((action) => answerActionView(action, { locale, root: 'extranet' })),
      }
    },
    options: async (at) => optionsView(await options(ctx, at), locale),
    form: async (at) => {
      const [found, own, draft, recent] = await Promise.all([
        options(ctx, at), ownProperties(ctx), draftOf(ctx, at),
        recentReservations(ctx, { partnerId: ctx.actor.partnerId, propertyId: null, limit: pickerLength }),
      ])
      return {
        ...placeView(found, name), asksReservation: found.subtopic.rules.reservation !== 'none', properties: own,
        reservations: recent.map(reservationView), draft,
      }
    },
  }
}

const draftPart = (app: App, ctx: Ctx<PartnerActor>, locale: string): Part<'saveDraft' | 'discardDraft' | 'attach' | 'detach' | 'send'> => ({
  saveDraft: (at, text) => saveDraft(ctx, at, text),
  discardDraft: (at) => discardDraft(ctx, at),
  attach: (at, uploads) => attachToDraft(ctx, at, { uploads, store: app.files }),
  detach: (at, fileId) => detachFromDraft(ctx, at, fileId),
  send: async (at, message) => {
    const files = await draftFiles(ctx, at)
    const opened = await sendMessage(ctx, { ...at, ...message, body: message.body ?? '', locale, fileIds: files.map((file) => file.id) })
    await discardDraft(ctx, at)
    return opened
  },
})

const callPart = (app: App, ctx: Ctx<PartnerActor>, locale: string): Part<'prepareCall' | 'preparedCall'> => ({
  prepareCall: async (at, call) => {
    const found = await options(ctx, at)
    const topic = localised(found.topic.names, locale)
    const subtopic = localised(found.subtopic.names, locale)
    const body = translator(locale, ctx.actor.timeZone).t('contact.callBody', { topic, subtopic })
    return prepareCall(ctx, { ...at, ...call, body, locale }, app.secret)
  },
  preparedCall: (conversationId) => preparedCall(ctx, conversationId, app.secret),
})

const savesPart = (ctx: Ctx<PartnerActor>, locale: string): Part<'saved' | 'save' | 'unsave'> => ({
  saved: async () => (await savedArticles(ctx, locale)).map((card) => cardView(card, locale)),
  save: (keys) => save(ctx, keys),
  unsave: (key) => unsave(ctx, key),
})

const actionPart = (ctx: Ctx<PartnerActor>): Part<'moveOnMap' | 'noShowCandidates' | 'markNoShow'> => ({
  moveOnMap: async (propertyId, where) => {
    const property = await propertyById(ctx, propertyId)
    if (property?.partnerId !== ctx.actor.partnerId) throw new Refusal('not_found')
    await moveOnMap(ctx, propertyId, where)
  },
  noShowCandidates: async () => {
    const recent = await recentReservations(ctx, { partnerId: ctx.actor.partnerId, propertyId: null, limit: noShowLookBack })
    return recent.filter((reservation) => canBeNoShow(reservation, ctx.now())).map(reservationView)
  },
  markNoShow: async (reservationId) => {
    const reservation = /^[0-9a-f-]{36}$/.test(reservationId) ? await reservationById(ctx, reservationId) : null
    if (reservation?.partnerId !== ctx.actor.partnerId) throw new Refusal('not_found')
    await markNoShow(ctx, reservationId)
  },
})

const canBeNoShow = (reservation: Reservation, now: Date) => {
  const { from, until } = noShowWindow(reservation)
  return (reservation.status === 'booked' || reservation.status === 'stayed') && from <= now && now <= until
}
