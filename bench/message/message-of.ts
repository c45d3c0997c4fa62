import { randomUUID } from 'node:crypto'
import type { Writer } from './stage.ts'

export type Written = { submissionId: string; topic: string; subtopic: string; body: string; locale: string; propertyId?: string; confirmationNumber?: string }

const sentence = 'The price shown for the last week of the month is not the one that was entered, and guests have begun to ask. '

/** What one person writes once: one of five messages is about a reservation. */
export const messageOf = ({ propertyId, confirmationNumber }: Pick<Writer, 'propertyId' | 'confirmationNumber'>): Written => {
  const body = sentence.repeat(1 + Math.floor(Math.random() * 8)).trim()
  const common = { submissionId: randomUUID(), body, locale: 'sv' }
  return Math.random() < 0.2
    ? { ...common, topic: 'reservations', subtopic: 'change-dates', confirmationNumber }
    : { ...common, topic: 'rates', subtopic: 'wrong-price', propertyId }
}
