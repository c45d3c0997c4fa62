import { namesIn } from './words.ts'

type Text = { title: string; summary: string; body: string }

/**
 * What a text says that must be the same in every language, in one order: the settings that it quotes, and its own numbers.
 * Where a link leads and how a list is numbered are no facts.
 */
export const factsOf = ({ title, summary, body }: Text): string[] => {
  const text = [title, summary, body].join('\n')
  const plain = text.replace(/\{\{.*?\}\}/g, ' ').replace(/\]\([^)]*\)/g, ' ').replace(/^\s*\d+[.)] /gm, ' ')
  return [...new Set([...namesIn(text).map((name) => `{{${name}}}`), ...(plain.match(/\d+/g) ?? [])])].toSorted()
}
