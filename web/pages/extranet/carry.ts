import type { PartnerPort } from '../ports.ts'
import { draftText, type Posted } from './posted.ts'

/** A message typed by somebody whose session is gone without a trace, carried through sign-in by the form itself. */
export const carriedFields = (place: { topic: string; subtopic: string }, form: Posted): Record<string, string> => {
  const { propertyId = '', confirmationNumber = '', body = '' } = draftText(form)
  return { carry_topic: place.topic, carry_subtopic: place.subtopic, carry_propertyId: propertyId, carry_confirmationNumber: confirmationNumber, carry_body: body }
}

/** Puts what was carried into the draft of whoever signed in, and saves the article that was to be saved. */
export const keepCarried = async (port: PartnerPort, fields: Record<string, string>): Promise<void> => {
  if (fields.carry_save) await port.save([fields.carry_save])
  const { carry_topic: topic, carry_subtopic: subtopic, carry_body: body } = fields
  if (!topic || !subtopic || !body) return
  const text = draftText({ text: (name) => fields[`carry_${name}`] ?? '', uploads: [] })
  await port.saveDraft({ topic, subtopic }, text)
}
