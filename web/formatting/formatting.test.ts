import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlOf, isSafeAddress, parse, plainOf, typed, write, type Block, type Inline } from './index.ts'

test('bold, italic, code, links, lists and quotes become what they say', () => {
  const text = 'Hej **Ana**, _snart_ klart: `A1*b*`.\n[Läs mer](https://example.test/a_b) eller https://example.test/x_y_z.\n\n1. Ring\n2. Skriv\n   - kort\n   - tydligt\n\n> citat\n> mer'
  expect(htmlOf(text)).toBe(
    '<p dir="auto">Hej <strong>Ana</strong>, <em>snart</em> klart: <code dir="ltr">A1*b*</code>.<br><a href="https://example.test/a_b" rel="noopener nofollow ugc">Läs mer</a> eller <a href="https://example.test/x_y_z" rel="noopener nofollow ugc">https://example.test/x_y_z</a>.</p>\n' +
    '<ol dir="auto"><li dir="auto">Ring</li><li dir="auto">Skriv<ul dir="auto"><li dir="auto">kort</li><li dir="auto">tydligt</li></ul></li></ol>\n' +
    '<blockquote dir="auto"><p dir="auto">citat<br>mer</p></blockquote>',
  )
  expect(plainOf(text)).toBe('Hej Ana, snart klart: A1*b*.\nLäs mer (https://example.test/a_b) eller https://example.test/x_y_z.\n\n1. Ring\n2. Skriv\n   - kort\n   - tydligt\n\n> citat\n> mer')
})

test('what is no formatting stays as it was typed', () => {
  for (const text of ['2 * 3 * 4 = 24', 'file_name_here.pdf', 'a * b', '[not a link]', '5 > 3', 'C:\\temp', '**', 'never **closed', '{{arrival}} & <b>', 'Kl. 14–15 (ca)', '-5 °C', 'مرحبا بك'])
    expect(plainOf(text)).toBe(text)
})

// What somebody hostile would write, and what an editor of a colleague might have been made to hold.
const hostile = [
  '<script>alert(1)</script>', '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](data:text/html,<script>alert(1)</script>)', '[x](vbscript:x)', '[x](//evil.test)', '[x](/desk/x)',
  '[x](https://e.test/"onmouseover="alert(1))', "[x](https://e.test/'onload='x)", '[<img src=x onerror=alert(1)>](https://e.test)', '`<img src=x onerror=alert(1)>`', '**<svg onload=x>**', '> <iframe src=x>',
  '- <a href=javascript:x>', '[a](mailto:a@b.test?body="><script>)', 'https://e.test/<script>', '[x](\u0001javascript:alert(1))', '[x](java\nscript:alert(1))', '[[x](javascript:y)](https://e.test)', '&lt;script&gt;', '![x](https://e.test/x.png)',
]
const allowed = /^<(?:\/?(?:p|ul|ol|li|blockquote|strong|em|code|br)(?: dir="(?:auto|ltr)")?(?: start="\d+")?|a href="(?:https?:|mailto:|tel:)[^"<>]*" rel="noopener nofollow ugc"|\/a)>$/

test('S1 | htmlOf() | no text becomes anything but nine harmless elements and safe links', () => {
  const check = (text: string) => {
    for (const tag of htmlOf(text).match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(allowed)
  }
  hostile.forEach(check)
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...hostile, '*', '_', '`', '[', '](', ')', '\n', '> ', '- ', '1. ', '\\', '"', '<', '&'), fc.string({ maxLength: 8 }))), (parts) => check(parts.join(''))), { numRuns: 300 })
  expect(isSafeAddress('https://example.test/ok?x=1')).toBe(true)
})

test('what somebody typed as plain text reads the same where formatting is understood', () => {
  const text = fc.array(fc.constantFrom('a', ' ', '*', '_', '**', '- ', '1. ', '> ', '[x](https://e.test)', '`', '\\', 'https://e.test/a_b'), { minLength: 1 }).map((all) => all.join('').trim())
  fc.assert(fc.property(text, (line) => void expect(plainOf(typed(line))).toBe(line)), { numRuns: 500 })
  expect(plainOf(typed('a\nb\n\n- c'))).toBe('a\nb\n\n- c')
})

test('a text of nothing but signs costs no more than its length', () => {
  const started = performance.now()
  for (const sign of ['*', '_', '`', '[', '**a', '[a](', '> ', '- ', '\\', '*a ', '``', 'http://'])
    expect(plainOf(sign.repeat(Math.ceil(10_000 / sign.length))).length).toBeGreaterThan(0)
  expect(performance.now() - started).toBeLessThan(5_000)
})

const words = fc.oneof(fc.constantFrom('Hej', 'file_name', '2*3', 'a', '[x]', '](', '`', '\\', '*', '_', ' ', '-', '1.', '>', '# ', '(!)', 'é', '**', 'x_'), fc.string({ maxLength: 6 }).map((text) => text.replace(/[\r\n]/g, ' ')))
const run = fc.record({ text: fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join('')), strong: fc.boolean(), emphasis: fc.boolean() })
type Run = { text: string; strong: boolean; emphasis: boolean }

const inlines = (runs: Run[]): Inline[] =>
  runs.map(({ text, strong, emphasis }) => {
    const inner: Inline = emphasis ? { kind: 'emphasis', of: [{ kind: 'text', text }] } : { kind: 'text', text }
    return strong ? { kind: 'strong', of: [inner] } : inner
  })

/** Each sign that is no space, with how it is marked. */
const seen = (of: Inline[], marks = ''): string[] =>
  of.flatMap((piece) => {
    if (piece.kind === 'text' || piece.kind === 'code') return [...piece.text.replace(/\s/g, '')].map((sign) => marks + sign)
    return piece.kind === 'break' ? [] : seen(piece.of, piece.kind === 'strong' ? `b${marks}` : piece.kind === 'emphasis' ? `${marks}i` : marks)
  })
const paragraph = (of: Inline[]): Block[] => [{ kind: 'paragraph', of }]
const seenIn = (blocks: Block[]) => blocks.map((block) => (block.kind === 'paragraph' ? seen(block.of) : [block.kind]))

test('what is written out is read back with every sign and every mark', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 5 }), (runs) => {
      const of = merged(runs)
      fc.pre(seen(inlines(of)).length > 0)
      expect(seenIn(parse(write(paragraph(inlines(of)))))).toEqual([seen(inlines(of))])
    }),
    { numRuns: 2_000 },
  )
})

// An editor keeps neighbours of one kind together, and no mark on space alone.
const merged = (runs: Run[]): Run[] => runs.reduce<Run[]>((all, next) => {
  const last = all.at(-1)
  const plain = next.text.trim() === '' ? { ...next, strong: false, emphasis: false } : next
  if (last && last.strong === plain.strong && last.emphasis === plain.emphasis) return [...all.slice(0, -1), { ...last, text: last.text + plain.text }]
  return [...all, plain]
}, [])
