import type { Attachment } from '#contract/conversations'

export type PreviewKind = 'picture' | 'pdf' | 'audio' | 'video' | 'text'

/** How a file is shown beside the conversation; null for what is only downloaded, and for what nobody may open. */
export const previewKind = ({ mediaType, check }: Pick<Attachment, 'mediaType' | 'check'>): PreviewKind | null => {
  if (check) return null
  const [type = ''] = mediaType.split(';')
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? null
}

const kinds: [RegExp, PreviewKind][] = [
  [/^image\/(png|jpeg|gif|webp)$/, 'picture'], [/^application\/pdf$/, 'pdf'], [/^audio\//, 'audio'], [/^video\//, 'video'], [/^text\/(plain|csv)$/, 'text'],
]
