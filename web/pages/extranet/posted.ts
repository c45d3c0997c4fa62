import type { Context } from 'hono'
import { storable } from '#kernel'
import type { DraftText, Upload } from '../ports.ts'

/** A posted form, parsed once. Unknown fields are passed over; texts keep their line ends as \n. */
export type Posted = { text(name: string): string; uploads: Upload[] }

export const posted = async (c: Context): Promise<Posted> => {
  const form = await c.req.parseBody({ all: true })
  const first = (name: string) => {
    const value = form[name]
    return Array.isArray(value) ? value[0] : value
  }
  const files = [form.files].flat().filter((value): value is File => value instanceof File && value.name !== '')
  const uploads = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
  return {
    text: (name) => {
      const value = first(name)
      return typeof value === 'string' ? storable(value.replace(/\r\n?/g, '\n')) : ''
    },
    uploads,
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An id that a form of ours carried; a new one when it is missing or not ours. */
export const idOr = (value: string, make: () => string): string => (uuid.test(value) ? value : make())

/** What a message form says about its subject. A number typed wins over one picked. */
export const draftText = (form: Posted): DraftText => {
  const propertyId = form.text('propertyId')
  return {
    propertyId: uuid.test(propertyId) ? propertyId : undefined,
    confirmationNumber: form.text('confirmationNumber').trim() || form.text('pickedReservation').trim() || undefined,
    body: form.text('body'),
  }
}

/** Whether the asker was helped, as the form says; without a choice nothing is good. */
export const ratingIn = (form: Posted) => ({ good: form.text('rating') === 'good', why: form.text('why') })
