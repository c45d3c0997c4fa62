import { present } from '#brand'
import { currentCallerCode, issueCallerCode, type CallerCode, type Ctx, type PartnerActor } from '#identity'
import { headOf } from '#conversations'
import { Refusal } from '#kernel'
import { openConversation } from './send.ts'

export type CallRequest = { submissionId: string; topic: string; subtopic: string; propertyId?: string | undefined; confirmationNumber?: string | undefined; locale: string; body: string }

/** Prepares a call: its conversation, and a code that finds it when the call is answered. A repeat gives the same code. */
export const prepareCall = async (ctx: Ctx<PartnerActor>, request: CallRequest, secret: string): Promise<{ conversationId: string; code: CallerCode }> => {
  const { id } = await openConversation(ctx, request, 'phone')
  const { settings } = await present(ctx)
  return { conversationId: id, code: await issueCallerCode(ctx, { conversationId: id, minutes: settings.callerCodeMinutes, secret }) }
}

/** The code of a prepared call while it lives; null when it has run out or was used. */
export const preparedCall = async (ctx: Ctx<PartnerActor>, conversationId: string, secret: string) => {
  const head = await headOf(ctx, conversationId)
  if (!head || head.asker_id !== ctx.actor.id) throw new Refusal('not_found')
  return { caseNumber: head.case_number, code: await currentCallerCode(ctx, conversationId, secret) }
}
