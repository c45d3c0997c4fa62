import { expect, test } from 'vitest'
import { pieces } from './links.ts'

const links = (text: string) => pieces(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))

test('web addresses become links without the sentence around them', () => {
  expect(links('See https://example.test/a, (also http://example.test/b_(c)) and https://example.test/d?x=1&y=2.')).toEqual([
    'https://example.test/a',
    'http://example.test/b_(c)',
    'https://example.test/d?x=1&y=2',
  ])
})

test('nothing but http and https ever becomes a link', () => {
  expect(links('javascript:alert(1) data:text/html,x ftp://example.test mailto:a@example.test //example.test https://')).toEqual([])
  expect(links('<a href="https://example.test/x">here</a>')).toEqual(['https://example.test/x'])
})

test('no character of the text is lost', () => {
  const text = 'مرحبا https://example.test/مسار،\nrad två "https://example.test/q"; slut'
  expect(pieces(text).map((piece) => piece.text).join('')).toBe(text)
})
