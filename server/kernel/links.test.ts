import { expect, test } from 'vitest'
import { disarmForeign, disarmSuspicious } from './links.ts'

const trusted = { own: ['fjordstay.example'], brand: 'Fjordstay' }
const off = (text: string) => disarmSuspicious(text, trusted).off

test.each([
  'Your booking will be cancelled. Pay here: https://secure-stay.test/pay?id=1',
  'Bekräfta din bokning inom 24 timmar: secure-stay.test/bekrafta',
  'Zahlung fehlgeschlagen, siehe www.secure-stay.test',
  'Подробности: https://fjordstay-payments.test/x', 'See fj0rdstay.help.test/a', 'https://fjordstay.example.evil.test/login',
  'https://fjordstay.example@203.0.113.9/login', 'http://203.0.113.9/a', 'http://2130706433/', 'https://bit.ly/3abc', 'https://xn--fjrdstay-b4a.test/', 'javascript:alert(1)',
  'https:\\\\evil-fjordstay.test\\pay', 'https://fjordstay.com.login.evil.test/', 'ادفع هنا عبر بطاقة: https://evil.test/a',
])('R91 | disarmSuspicious() | switches off %j', (text) => {
  const { text: shown, off: count } = disarmSuspicious(text, trusted)
  expect(count).toBeGreaterThan(0)
  expect(shown).not.toMatch(/https?:|www\.|javascript:|\w\.(test|ly)\b/)
})

test.each([
  'The card reader is broken, see our help: https://help.fjordstay.example/en/partner/help', 'Here is the map: https://maps.test/place/1', 'See https://shop.co.uk/a and https://example.com.', 'We pay the invoice on Friday. Thanks.', 'Ring på 08-123 45 67.',
  'My address is ana@mail.test, I have paid.', 'Version 2.10.3 of the app', 'Price: 12.50 per night.', '',
])('R91 | disarmSuspicious() | leaves %j as it is', (text) => expect(disarmSuspicious(text, trusted)).toEqual({ text, off: 0 }))

test('R91 | disarmForeign() | what leads elsewhere is switched off, the words around it and our own links stay', () => {
  expect(disarmForeign('Map (https://maps.test/a.b), then https://fjordstay.example/x and https://evil.test.', trusted)).toEqual({
    text: 'Map (hxxps://maps[.]test/a[.]b), then https://fjordstay.example/x and hxxps://evil[.]test.', off: 2,
  })
})

test('a long text is read in no time', () => {
  const began = performance.now()
  for (const text of ['a.'.repeat(5_000), 'https://'.repeat(1_250), 'www.'.repeat(2_500), `pay ${'x-'.repeat(5_000)}`]) off(text)
  expect(performance.now() - began).toBeLessThan(2_000)
})
