import { expect, test } from 'vitest'
import { hueOf } from './hue.ts'

test('an operator’s colour takes the place of the door’s hue only where it can be read', () => {
  expect(hueOf('partner', {}).light).toBe('#0B5563')
  expect(hueOf('guest', { partner: '#123456' }).light).toBe('#9A3B1B')
  expect(hueOf('partner', { partner: '#123456' }).light).toBe('#123456')
  expect(hueOf('partner', { partner: '#FFD400' }).light).toBe('#0B5563')
  expect(hueOf('partner', { partner: 'red;background:url(https://evil.example)' }).light).toBe('#0B5563')
})
