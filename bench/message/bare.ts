import pg from 'pg'
import { newCaseNumber, newId } from '#kernel'
import { clientConfig } from '#platform/postgres'
import { messageOf } from './message-of.ts'
import type { Stage, Writer } from './stage.ts'

/**
 * The yardstick: the same rows in the same tables, by one statement of a plain client. No authorisation, no row security,
 * no idempotency, no reading; the foreign keys and indexes are the product's own.
 */
export const openBare = async ({ connection, world, writers }: Stage, clients: number) => {
  const open = Array.from({ length: clients }, async () => {
    const client = new pg.Client({ ...clientConfig(connection), application_name: 'bare' })
    // When another measurement fails the server goes down under this one.
    client.on('error', () => undefined)
    await client.connect()
    return client
  })
  const connected = await Promise.all(open)
  return {
    write: async (client: number) => {
      const writer = writers[client % writers.length]
      const write = async () => writer && (await connected[client]?.query({ name: 'bare', text: statement, values: rowOf(writer, world.brandId) }))
      // Of a million case numbers one is drawn a second time now and then; the product draws again too.
      await write().catch(write)
    },
    close: () => Promise.all(connected.map((client) => client.end())),
  }
}

const rowOf = (writer: Writer, brandId: string) => {
  const { actor, propertyId, reservationId } = writer
  const { submissionId, topic, subtopic, body, locale, confirmationNumber } = messageOf(writer)
  const at = new Date()
  const promisedAt = new Date(at.getTime() + 86_400_000)
  return [
    brandId, newId(), newCaseNumber(), actor.partnerId, actor.id, actor.name, propertyId, confirmationNumber ? reservationId : null, topic, subtopic, locale,
    body.slice(0, 180), submissionId, promisedAt, at, body, newId(),
  ]
}

const statement = `
  with c as (
    insert into conversations.conversation (
      brand_id, id, case_number, door, channel, partner_id, asker_id, asker_name, property_id, reservation_id, topic, subtopic,
      locale, excerpt, submission_id, needs_right, promised_at, opened_at, last_entry_at, last_seq, asker_seq, asker_read_seq)
    values ($1, $2, $3, 'partner', 'message', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'contact-support', $14, $15, $15, 1, 1, 1)),
  e as (
    insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, client_id, at)
    values ($1, $2, 1, 'message', $5, $6, $16, $13, $15))
  insert into bare.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, recorded_at)
  values ($17, $1, 'conversation.opened', $2, $4, true, 1, $15)`
