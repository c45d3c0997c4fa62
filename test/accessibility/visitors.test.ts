import { expect, test } from 'vitest'
import { invite } from '#identity'
import { violations } from '../journeys/axe.ts'
import { visitors } from '../journeys/scenes.ts'
import { checkScenes, faults } from './check.ts'

const { world, open } = await checkScenes(visitors)

test('the page of an invitation: the same', async () => {
  const { token } = await invite(world.system, { email: 'ny@fjordstay.example', role: 'admin' })
  expect(await faults(await open({ name: 'setup', path: (locale) => `/setup/${token}?locale=${locale}` }, 'sv'))).toEqual({})
})

test('what axe would have to find, it finds', async () => {
  const page = await open({ name: 'sign-in', path: () => '/sv/extranet/sign-in' }, 'sv')
  await page.locator('h1').evaluate((heading) => (heading.style.color = '#ddd'))
  await page.locator('label[for=email]').evaluate((label) => label.remove())
  expect((await violations(page)).map((line) => line.split(':')[0])).toEqual(['color-contrast', 'label'])
})
