import { expect, test } from 'vitest'
import { nextPath, partnerStarts, staffStarts } from './next.ts'

test('goes on to an address of ours, as the browser reads it', () => {
  expect(nextPath('/sv/extranet/contact/rates?kept=1#text', partnerStarts)).toBe('/sv/extranet/contact/rates?kept=1#text')
  expect(nextPath('/sv/extranet/../guest', partnerStarts)).toBe('/sv/guest')
  expect(nextPath('/desk/q/1', staffStarts)).toBe('/desk/q/1')
  expect(nextPath('/desk', staffStarts)).toBe('/desk')
})

test.each([
  undefined, '', 'sv/extranet', 'https://evil.example/sv/', '//evil.example/sv/', '/\\evil.example', '/sv/\\..\\..\\/evil.example', '/sv/..//evil.example/',
  '/sv/%2e%2e//evil.example', '/sv\t/x', '\n//evil.example', '/svx/extranet', '/xx/extranet', '/desk', '/api/v1/topics', '/sv/extranet/sign-in', '/sv/extranet/sign-out',
  `/sv/${'a'.repeat(2_000)}`,
])('does not go on to %j', (wanted) => {
  expect(nextPath(wanted, partnerStarts)).toBeNull()
})

test('staff stay at the desk', () => {
  expect(nextPath('/sv/extranet/inbox', staffStarts)).toBeNull()
  expect(nextPath('/desk/../sv/extranet', staffStarts)).toBeNull()
  expect(nextPath('/deskx', staffStarts)).toBeNull()
})
