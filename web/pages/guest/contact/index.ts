import { Hono } from 'hono'
import { inLocale, keepMs, showToAll } from '../../help/answer.ts'
import type { Request, Site } from '../../site.ts'
import { visit } from '../../visit.ts'
import { OrderPage } from '../order.tsx'
import { askForCall, callBack } from './call-back.tsx'
import { agree, rate, saveReply, seen, sent, thread, write } from './conversation-routes.tsx'
import { guestPage, type GuestPage } from './frame.ts'
import { answers, home, messageForm, options, saveDraft, sendMessage, subtopics } from './routes.tsx'

/** The guest's way to a person, each step an address of its own; what they have asked; and how those who wait are put in order. */
export const guestContactRoutes = (site: Site) => {
  const at = `${inLocale}/guest/contact`
  const step = `${at}/:topic/:subtopic`
  const conversation = `${inLocale}/guest/conversations/:id{[0-9a-f]{8}-[0-9a-f-]{27}}`
  const to = (page: GuestPage) => guestPage(site, page)
  return new Hono()
    .get(`${inLocale}/guest/how-we-order`, (c) => order(site, c))
    .get(at, to(home))
    .get(`${at}/:topic`, to(subtopics))
    .get(step, to(answers))
    .get(`${step}/options`, to(options))
    .get(`${step}/message`, to(messageForm))
    .post(`${step}/message`, to(sendMessage))
    .post(`${step}/message/draft`, to(saveDraft))
    .get(`${step}/call-back`, to(callBack))
    .post(`${step}/call-back`, to(askForCall))
    .get(conversation, to(thread))
    .get(`${conversation}/sent`, to(sent))
    .post(conversation, to(write))
    .post(`${conversation}/draft`, to(saveReply))
    .post(`${conversation}/seen`, to(seen))
    .post(`${conversation}/close`, to(agree))
    .post(`${conversation}/rate`, to(rate))
}

const order = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const visitor = site.visitor(reader.locale)
  const [rules, season] = await Promise.all([visitor.order(), visitor.season({ door: 'guest' })])
  return showToAll(c, OrderPage({ visit: reader, order: rules, season }), keepMs.withNotices)
}
