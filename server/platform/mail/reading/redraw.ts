import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'

export type Redrawn = { bytes: Uint8Array; type: string } | null

const mostPixels = 50_000_000

/**
 * A picture drawn anew from its pixels: what else lay in the file, such as the place where it was taken, is gone. It is what its
 * bytes say, whatever it is called. Null when it is none that can be drawn.
 */
export const redraw = async (bytes: Buffer): Promise<Redrawn> => {
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? ''
  const format = formats[type]
  if (!format) return null
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, animated: type === 'image/gif' || type === 'image/webp', failOn: 'error' }).rotate()
    return { bytes: await picture.toFormat(format).toBuffer(), type }
  } catch {
    return null
  }
}

const formats: Record<string, 'jpeg' | 'png' | 'gif' | 'webp'> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/gif': 'gif', 'image/webp': 'webp' }
