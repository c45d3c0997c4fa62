import { plainOf } from '../../formatting/index.ts'

type Colleague = { id: string; name: string }

/** Whom a note names: everybody whose whole name stands behind an @. */
export const mentionedIn = (text: string, colleagues: Colleague[]): string[] => {
  const words = plainOf(text)
  return colleagues.filter(({ name }) => words.includes(`@${name}`)).map(({ id }) => id)
}
