import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { holdMail, open as ask } from '#conversations'
import { arrive } from '#queue'
import { goOn } from '#staff'
import { desk } from '../journeys/scenes.ts'
import { checkScenes, faults } from './check.ts'

// The desk is offered in languages that run from the left.
const { world, open } = await checkScenes(desk, { fromRight: false })

test('an offer that has come: the same', async () => {
  const maja = await world.agent('maja')
  await goOn(world.system, maja.actor.id)
  const { id } = await ask(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'chat', partnerId: null, askerId: null, askerName: 'Ana Ruiz', propertyId: null, reservationId: null,
    topic: 'booking-details', subtopic: 'other', locale: 'sv', neededRight: 'contact-support', promisedAt: world.app.now(), body: 'Hej', level: 3,
  })
  await arrive(world.system, id, { work: 'chat' })
  await world.settle()
  const page = await open({ name: 'desk-offer', who: 'Maja', path: () => '/desk/queue', prepare: (there) => there.locator('.strip.offer').waitFor() }, 'sv')
  expect(await faults(page)).toEqual({})
  expect(await page.locator('.strip.offer').count()).toBe(1)
})

const mailId = randomUUID()
const html = '<h1>Kvittot</h1><p>Här är <a href="https://skargard.example/a">kvittot</a>.</p><img src="https://skargard.example/photo.png" alt="kvittot">'

/** A held mail with a picture in a conversation, as the postbox leaves it; beside it an answer that came back and one that waits. */
const mailWaits = async (): Promise<string> => {
  const { id } = await ask(world.system, {
    submissionId: randomUUID(), door: 'guest', channel: 'message', partnerId: null, askerId: null, askerName: 'Ana Ruiz', propertyId: null, reservationId: null,
    topic: 'booking-details', subtopic: 'other', locale: 'sv', neededRight: 'contact-support', promisedAt: world.app.now(), body: 'Hej', level: 3,
  })
  const [db, now, brand_id] = [world.app.system.db, world.app.now(), world.app.brandId]
  const raw = Buffer.from(`From: ana.ruiz@example.com\r\nTo: guests@mail.fjordstay.example\r\nSubject: Kvittot\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`)
  await holdMail(world.system, id, { clientId: mailId, body: 'Här är kvittot.', data: { mail: { id: mailId, from: 'ana.ruiz@example.com', subject: 'Kvittot', proved: false, html: true, refused: ['kvitto.exe'] } }, by: { id: null, name: 'Ana Ruiz' } })
  await db.insertInto('postbox.arrival').values({
    brand_id, id: mailId, hash: Buffer.from(mailId), recipient: 'guests@mail.fjordstay.example', sender: 'eve@evil.example', remote: '192.0.2.1', helo: 'evil', trusted: false, source: 'smtp', raw, byte_size: raw.length,
    received_at: now, state: 'done', outcome: 'held', reason: 'not-proved', conversation_id: id, seq: 2, from_address: 'ana.ruiz@example.com', from_name: 'Ana Ruiz', subject: 'Kvittot', has_html: true, verdict: JSON.stringify({ proved: false }),
  }).execute()
  const answer = (recipient: string) => ({ brand_id, id: randomUUID(), conversation_id: id, kind: 'answer', dedupe_key: recipient, recipient, subject: 'Fjordstay har svarat dig', body_text: '', body_html: '', message_id: `<${recipient}>`, created_at: now, seq: 1 })
  await db.insertInto('email.outgoing').values([
    { ...answer('ana.ruiz@a-long-name-of-a-house.example'), failed_at: now, error: '550 5.1.1 no such user here' },
    { ...answer('ana.ruiz@example.com'), sent_at: now, delayed_at: now, delayed_until: new Date(now.getTime() + 86_400_000) },
  ]).execute()
  return id
}

test('a held mail in its frame, without and with its pictures, and the mails that did not arrive: the same', async () => {
  const conversation = await mailWaits()
  // A width that shows other parts folds the mail again: it is opened and looked at in one.
  const unfold = async (there: Page) => {
    await there.setViewportSize({ width: 320, height: 800 })
    await there.getByRole('button', { name: 'Visa som det kom' }).click()
    await there.locator('.mail-frame').waitFor()
  }
  const held = await open({ name: 'desk-mail-held', who: 'Maja', path: () => `/desk/queue/${conversation}`, prepare: unfold }, 'sv')
  expect(await faults(held, [320])).toEqual({})
  await held.getByRole('button', { name: 'Visa bilder' }).click()
  await held.locator('.mail-pictures').waitFor({ state: 'detached' })
  // Half below the field one writes in, a button would be too small.
  await held.getByRole('button', { name: 'Godta som deras' }).evaluate((button) => button.scrollIntoView({ block: 'center' }))
  expect(await faults(held, [320])).toEqual({})
  const list = await open({ name: 'desk-mail', who: 'Maja', path: () => '/desk/mail', prepare: (there) => there.getByText('Försöken fortsätter till').waitFor() }, 'sv')
  expect(await list.getByRole('region', { name: 'Inte framme' }).getByRole('listitem').count()).toBe(2)
  expect(await faults(list, [320])).toEqual({})
})
