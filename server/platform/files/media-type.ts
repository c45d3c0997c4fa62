import { fileTypeFromBuffer } from 'file-type'

const accepted: Record<string, string[]> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'video/mp4': ['mp4'],
  'video/quicktime': ['mov'],
  'audio/mpeg': ['mp3'],
  'audio/x-m4a': ['m4a'],
  'audio/ogg': ['ogg', 'oga'],
  'audio/ogg; codecs=opus': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'text/plain': ['txt', 'log'],
  'text/csv': ['csv'],
}

/** The extensions a person may attach, for the page that says so. */
export const acceptedExtensions: string[] = Object.values(accepted).flat()

/** The media type by content, when the content is one we accept and the name does not claim another; else null. */
export const acceptedMediaType = async (name: string, bytes: Uint8Array): Promise<string | null> => {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const detected = (await fileTypeFromBuffer(bytes))?.mime ?? textType(extension, bytes)
  return detected !== null && accepted[detected]?.includes(extension) ? detected : null
}

/** A file name safe to store, show and send back: no folders, no control or invisible characters, at most 150 long. */
export const safeFileName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}"<>:|?*]/gu, '').replace(/[. ]+$/, '').trim()
  if (plain.length <= 150) return plain || 'file'
  const extension = /\.[^.]{1,8}$/.exec(plain)?.[0] ?? ''
  return plain.slice(0, 150 - extension.length) + extension
}

const textType = (extension: string, bytes: Uint8Array) => {
  const type = extension === 'csv' ? 'text/csv' : 'text/plain'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : type
  } catch {
    return null
  }
}
