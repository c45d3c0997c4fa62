import type { PartnerPort } from '#web/pages'
import { discardDraft, draftFiles, draftOf, sendReport } from '#contact'
import { propertiesOfPartner } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { isOfAppAlone, wholeTree } from '#topics'
import { writeAgain } from './thread-views.ts'
import { propertyView, topicView } from './views.ts'

/** What the app has beside what the extranet has. */
export const appPart = (ctx: Ctx<PartnerActor>, locale: string): Pick<PartnerPort, 'reportForm' | 'sendReport' | 'replyWith'> => ({
  reportForm: async (place) => {
    const [topics, own, draft] = await Promise.all([wholeTree(ctx, 'partner'), propertiesOfPartner(ctx, ctx.actor.partnerId), draftOf(ctx, place)])
    const ofApp = topics.filter(isOfAppAlone)
    const inOrder = [...ofApp, ...topics.filter((topic) => !ofApp.includes(topic))]
    return {
      topics: inOrder.map((topic) => topicView(topic, 'partner', locale)), draft, properties: own.map(propertyView),
      asksReservation: inOrder.flatMap(({ key, subtopics }) => subtopics.filter(({ rules }) => rules.reservation !== 'none').map((subtopic) => `${key}/${subtopic.key}`)),
    }
  },
  sendReport: async (at, { draft, ...report }) => {
    const files = await draftFiles(ctx, draft)
    const opened = await sendReport(ctx, { ...at, ...report, body: report.body ?? '', locale, fileIds: files.map(({ id }) => id) })
    await discardDraft(ctx, draft)
    return opened
  },
  replyWith: (id, message) => writeAgain(ctx, id, message),
})
