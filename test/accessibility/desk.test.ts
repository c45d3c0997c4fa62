import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open as ask } from '#conversations'
import { arrive } from '#queue'
import { goOn } from '#staff'
import { desk } from '../journeys/scenes.ts'
import { checkScenes, faults } from './check.ts'

const { world, open } = await checkScenes(desk)

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
