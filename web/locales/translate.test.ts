import { expect, test } from 'vitest'
import { isLocale, translator } from './index.ts'

const at = new Date('2026-05-14T12:05:00Z')

test('a time is written in the reader’s zone and language', () => {
  expect(translator('en', 'Europe/Oslo').dateTime(at)).toBe('Thursday 14 May at 14:05')
  expect(translator('sv', 'Europe/Helsinki').dateTime(at)).toBe('torsdag 14 maj kl. 15:05')
  expect(translator('sv', 'Europe/Stockholm').dateTime(at, 'weekday')).toBe('torsdag 14:05')
  expect(translator('en', 'America/New_York').time(at)).toBe('08:05')
  expect(translator('en', 'Asia/Tokyo').dateTime('2026-05-13T15:10:00Z', 'medium')).toBe('14 May 2026, 00:10')
  expect(translator('en', 'Europe/Oslo').dateTime(at, 'zoned')).toBe('Thursday 14 May at 14:05 CEST')
})

test('a calendar day is the same day in every zone', () => {
  expect(translator('en', 'America/Los_Angeles').date('2026-05-14')).toBe('14 May 2026')
  expect(translator('en', 'Pacific/Auckland').date('2026-05-14')).toBe('14 May 2026')
})

test('an unknown zone is UTC and an unknown locale English', () => {
  const odd = translator('xx', 'Nowhere/Land')
  expect([odd.locale, odd.dir, odd.timeZone, odd.time(at)]).toEqual(['en', 'ltr', 'UTC', '12:05'])
  expect(isLocale('constructor')).toBe(false)
})

test('distances take the largest unit that fits', () => {
  const from = (ms: number) => translator('en', 'UTC').relative(new Date(at.getTime() + ms), at)
  expect(from(-20_000)).toBe('now')
  expect(from(-50_000)).toBe('1 minute ago')
  expect(from(-40 * 60_000)).toBe('40 minutes ago')
  expect(from(3 * 3_600_000)).toBe('in 3 hours')
  expect(from(-86_400_000)).toBe('yesterday')
  expect(from(-91 * 86_400_000)).toBe('3 months ago')
  expect(from(-364 * 86_400_000)).toBe('last year')
  expect(translator('sv', 'UTC').relative(new Date(at.getTime() - 91 * 86_400_000), at)).toBe('för 3 månader sedan')
})

test('amounts follow the language and the currency', () => {
  const [en, sv] = [translator('en', 'UTC'), translator('sv', 'UTC')]
  expect(en.money(124_050, 'EUR')).toBe('€1,240.50')
  expect(en.money(1_240, 'JPY')).toMatch(/1,240$/)
  expect(sv.money(124_050, 'SEK').replace(/\s/g, ' ')).toBe('1 240,50 kr')
  expect(en.number(1_234.5)).toBe('1,234.5')
  expect([en.bytes(300), en.bytes(18_000), en.bytes(2_400_000), en.bytes(999_900)]).toEqual(['300 byte', '18 kB', '2.4 MB', '1 MB'])
  expect(sv.list(['Ana', 'Liv', 'Omar'])).toBe('Ana, Liv och Omar')
})

test('values are text and never markup or messages', () => {
  const { t } = translator('en', 'UTC')
  expect(t('mail.greeting', { name: "<b>{O'Hara}</b> # ''" })).toContain("<b>{O'Hara}</b> # ''")
})

test('in a right-to-left sentence every value keeps its own direction', () => {
  const { t } = translator('ar', 'UTC')
  expect(t('contact.nationalForm', { number: '+46 8 465 004 10' })).toBe('من داخل البلد: \u2068+46 8 465 004 10\u2069')
  expect(t('extranet.unreadCount', { count: 3 })).toBe('3 ردود جديدة')
  expect(translator('en', 'UTC').t('contact.nationalForm', { number: '08' })).toBe('Within the country: 08')
})

test('each language counts as it is spoken', () => {
  const [pl, ar] = [translator('pl', 'UTC'), translator('ar', 'UTC')]
  const hours = (tr: typeof pl) => [1, 2, 5, 11, 22].map((n) => tr.t('errors.tooMany', { minutes: n }).replace(/^.* (?=\S+ \S+\.$)/, ''))
  expect(hours(pl)).toEqual(['1 minutę.', '2 minuty.', '5 minut.', '11 minut.', '22 minuty.'])
  expect([1, 2, 3, 11].map((count) => ar.t('extranet.unreadCount', { count }))).toEqual(['رد جديد واحد', 'ردّان جديدان', '3 ردود جديدة', '11 ردًا جديدًا'])
})

test('a date is written as its readers write it, in digits that match the numbers of cases and phones', () => {
  const written = (locale: string) => translator(locale, 'Europe/Oslo').dateTime(at)
  expect([written('nl'), written('da'), written('pl')]).toEqual(['donderdag 14 mei om 14:05', 'torsdag 14. maj kl. 14.05', 'czwartek, 14 maja 14:05'])
  expect(written('ar')).toBe('الخميس، 14 مايو في 14:05')
})

test('a plain text takes far less than a microsecond', () => {
  const { t } = translator('en', 'UTC')
  const rounds = 200_000
  t('mail.open')
  const began = performance.now()
  for (let round = 0; round < rounds; round++) t('mail.open')
  expect(((performance.now() - began) * 1_000) / rounds).toBeLessThan(1)
})
