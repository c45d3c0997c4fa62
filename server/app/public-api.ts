import type { z } from 'zod'
import { OpenConversation, OpenedConversation, SendMessage } from '#contract/conversations'
import { Written } from '#contract/desk'
import { ContactOptions, Conversation, ConversationList, ListQuery, NoticeList, OptionsQuery, Properties, Session, SignIn, TopicsQuery, TopicTree } from '#contract/public'
import { StretchQuery } from '#contract/thread'
import { SearchQuery, SearchResults, Suggestions, SuggestionsQuery } from '#contract/search'
import { options, sendMessage } from '#contact'
import { inbox, receive, thread } from '#conversations'
import { propertiesOfPartner } from '#directory'
import { signIn } from '#identity'
import { localised } from '#kernel'
import { live } from '#notices'
import { promiseFor } from '#promises'
import { tree } from '#topics'
import { operation } from './api.ts'
import { demoAllowed, networkOf, partnerContext, visitorContext } from './request.ts'
import { searchForApi, suggestionsForApi } from './search-port.ts'

const root = '/api/v1'

export const publicOperations = [
  operation({
    method: 'get', path: `${root}/topics`, who: 'anyone', about: 'The tree of reasons for contact of one door', query: TopicsQuery, result: TopicTree,
    run: async ({ app, query }) => {
      const topics = await tree(visitorContext(app), query.door)
      const name = (names: Record<string, string>) => localised(names, query.locale)
      return {
        topics: topics.map((topic) => ({
          key: topic.key, name: name(topic.names), scope: name(topic.scope),
          subtopics: topic.subtopics.map((subtopic) => ({ key: subtopic.key, name: name(subtopic.names) })),
        })),
      }
    },
  }),
  operation({
    method: 'get', path: `${root}/search`, who: 'anyone', about: 'Articles that answer what was typed, best first', query: SearchQuery, result: SearchResults,
    run: ({ app, query }) => searchForApi(visitorContext(app), query),
  }),
  operation({
    method: 'get', path: `${root}/search/suggestions`, who: 'anyone', about: 'Articles that fit what has been typed so far', query: SuggestionsQuery, result: Suggestions,
    run: ({ app, query }) => suggestionsForApi(visitorContext(app), query),
  }),
  operation({
    method: 'get', path: `${root}/notices`, who: 'anyone', about: 'Known faults and maintenance, live now', query: TopicsQuery, result: NoticeList,
    run: async ({ app, query }) => ({
      notices: (await live(visitorContext(app), query.door)).map((notice) => ({
        key: notice.key, title: localised(notice.titles, query.locale), body: localised(notice.bodies, query.locale),
        startedAt: notice.startedAt.toISOString(), checkedAt: notice.checkedAt.toISOString(),
      })),
    }),
  }),
  operation({
    method: 'post', path: `${root}/sessions`, who: 'anyone', about: 'Signs in with e-mail and password, and with a code where two-step login is on', body: SignIn, result: Session, status: 201,
    run: async ({ app, c, body }) => {
      const session = await signIn(visitorContext(app), { ...body, network: networkOf(app, c), demoOpen: demoAllowed(app, c), secret: app.secret })
      return { token: session.token, expiresAt: session.expiresAt.toISOString(), name: session.actor.name }
    },
  }),
  operation({
    method: 'get', path: `${root}/properties`, who: 'partner', about: 'The partner’s own properties', result: Properties,
    run: async ({ app, c }) => {
      const ctx = await partnerContext(app, c)
      const own = await propertiesOfPartner(ctx, ctx.actor.partnerId)
      return { properties: own.map(({ id, number, name, city, country, timeZone }) => ({ id, number, name, city, country, timeZone })) }
    },
  }),
  operation({
    method: 'get', path: `${root}/contact-options`, who: 'partner', about: 'Every channel of a subtopic with its state now', query: OptionsQuery, result: ContactOptions,
    run: async ({ app, c, query }) => presentOptions(await options(await partnerContext(app, c), query)),
  }),
  operation({
    method: 'post', path: `${root}/conversations`, who: 'partner', about: 'Sends a message: opens its conversation', body: OpenConversation, result: OpenedConversation, status: 201,
    run: async ({ app, c, body }) => {
      const ctx = await partnerContext(app, c)
      const opened = await sendMessage(ctx, { ...body, locale: body.locale ?? ctx.actor.locale })
      return { id: opened.id, caseNumber: opened.caseNumber, promisedAt: opened.promisedAt?.toISOString() ?? null }
    },
  }),
  operation({
    method: 'get', path: `${root}/conversations`, who: 'partner', about: 'The partner’s conversations with staff, newest first', query: ListQuery, result: ConversationList,
    run: async ({ app, c, query }) => {
      const page = await inbox(await partnerContext(app, c), query)
      return {
        conversations: page.rows.map((row) => ({
          id: row.id, caseNumber: row.case_number, state: row.state, topic: row.topic, subtopic: row.subtopic, excerpt: row.excerpt,
          openedAt: row.opened_at.toISOString(), lastEntryAt: row.last_entry_at.toISOString(), unread: row.unread,
        })),
        next: page.next,
      }
    },
  }),
  operation({
    method: 'get', path: `${root}/conversations/{id}`, who: 'partner', about: 'One conversation as its asker sees it, with its newest entries or those before one', query: StretchQuery, result: Conversation,
    run: async ({ app, c, params, query }) => {
      const ctx = await partnerContext(app, c)
      const [found, promise] = await Promise.all([thread(ctx, params.id ?? '', query), promiseFor(ctx, params.id ?? '')])
      return {
        id: found.head.id, caseNumber: found.head.case_number, state: found.state, topic: found.head.topic, subtopic: found.head.subtopic,
        openedAt: found.head.opened_at.toISOString(), promise, entries: found.entries, before: found.before,
      }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/messages`, who: 'partner', about: 'Writes again in a conversation; opens it anew when it was closed', body: SendMessage, result: Written, status: 201,
    run: async ({ app, c, params, body }) => ({ seq: await receive(await partnerContext(app, c), params.id ?? '', body) }),
  }),
]

const presentOptions = (found: Awaited<ReturnType<typeof options>>): z.input<typeof ContactOptions> => ({
  callFirst: found.callFirst,
  message: found.message ? { answerBy: found.message.answerBy.toISOString() } : null,
  phone: found.phone
    ? {
        number: found.phone.line.number,
        open: found.phone.state.open,
        until: found.phone.state.open ? (found.phone.state.until?.toISOString() ?? null) : null,
        opens: found.phone.state.open ? null : (found.phone.state.opens?.toISOString() ?? null),
        waitMinutes: found.phone.waitMinutes,
      }
    : null,
})
