import { expect, test } from 'vitest'
import { documentOf, textOf } from './document.ts'

test('a stored text goes through the editor unchanged', () => {
  for (const text of [
    'Hej **Ana**, _snart_ klart: `A1*b*`.\nNy rad.\n\n1. Ring\n2. Skriv\n   - kort\n   - tydligt\n\n> citat\n> mer\n\n**fet _och kursiv_** samt [läs _mer_](https://example.test/a)',
    'Hej Ada,\n\n{{arrival}} https://example.test/a_b.\n\nMaja', '3\\. Juni', '\\- streck', 'مرحبا **بك**', '',
  ])
    expect(textOf(documentOf(text))).toBe(text)
})

test('what the editor alone can hold becomes the nearest that is stored', () => {
  const document = { type: 'doc', content: [
    { type: 'paragraph' },
    { type: 'paragraph', content: [{ type: 'text', text: 'halv', marks: [{ type: 'italic' }] }, { type: 'text', text: 'ord ' }, { type: 'hardBreak' }, { type: 'hardBreak' }, { type: 'text', text: ' fet ', marks: [{ type: 'bold' }] }, { type: 'text', text: 'x' }] },
    { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
  ] }
  expect(textOf(document)).toBe('*halv*ord \n\n **fet** x')
})
