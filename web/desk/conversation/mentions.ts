type Colleague = { id: string; name: string }

/** Whom a note names: everybody whose whole name stands behind an @. */
export const mentionedIn = (text: string, colleagues: Colleague[]): string[] =>
  colleagues.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
