/** Text as everything behind us can hold it: no NUL, no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** A name as it stands among other words: without signs that are not seen and turn what follows them around. */
export const plainName = (name: string): string => storable(name).replace(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').replace(/\s+/g, ' ').trim()
