/** How the words under the cursor are formatted by keyboard; `mod` is Ctrl or ⌘. */
export const formattingKeys = {
  bold: (mod: string) => `${mod} B`,
  italic: (mod: string) => `${mod} I`,
  bulletList: (mod: string) => `${mod} ⇧ 8`,
  orderedList: (mod: string) => `${mod} ⇧ 7`,
  blockquote: (mod: string) => `${mod} ⇧ B`,
  code: (mod: string) => `${mod} E`,
  link: (mod: string) => `${mod} ⇧ K`,
}
