import { expect, test } from 'vitest'
import { readLook } from './look.ts'

test('what is looked at is read from the address, a week when nothing is said, and nonsense is passed over', () => {
  expect(readLook('', '2026-11-30')).toEqual({ from: '2026-11-24', to: '2026-11-30' })
  expect(readLook('?from=2026-01-01&to=2026-02-01&topic=partner/rates&language=sv&channel=chat', '2026-11-30')).toEqual({
    from: '2026-01-01', to: '2026-02-01', topic: 'partner/rates', language: 'sv', channel: 'chat',
  })
  expect(readLook('?from=1999-99-99&to=x&door=back&topic=../x&language=1&channel=fax', '2026-11-30')).toEqual({ from: '2026-11-24', to: '2026-11-30' })
})
