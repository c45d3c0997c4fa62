import type { QRCode } from 'qrcode'
import type { ShareAt, ShareFile, ShareView } from '#web/pages'
import { present } from '#brand'
import { propertyById, recentReservations, reservationById, type Reservation } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { drawPdf, linesOf, visual, type Pdf } from '#platform/pdf'
import { isLocale, localesOffered, translator, type Translator } from '#web/locales'
import type { App } from './app.ts'
import { reservationView } from './views.ts'

/** `locale` is the page's, for when nobody else's language is known. */
type Shared = ShareAt & { locale: string }

const pickerLength = 30

/** What a partner gives guests who ask: the guests' own page, in their language. Nothing in it reaches the partner. */
export const shareView = async (app: App, ctx: Ctx<PartnerActor>, at: Shared): Promise<ShareView> => {
  const [card, recent] = await Promise.all([cardOf(app, ctx, at), recentReservations(ctx, { partnerId: ctx.actor.partnerId, propertyId: null, limit: pickerLength })])
  return {
    language: card.tr.locale, languages: [...localesOffered], link: card.link, text: `${card.text}\n${card.link}`,
    reservationId: card.reservation?.id ?? null, reservations: recent.map(reservationView),
  }
}

/** The code as a drawing or a picture, or the whole card to print. */
export const shareFile = async (app: App, ctx: Ctx<PartnerActor>, { kind, ...at }: Shared & { kind: ShareFile['kind'] }): Promise<ShareFile> => {
  const card = await cardOf(app, ctx, at)
  const codes = await qrCodes()
  if (kind === 'svg') return { kind, mediaType: 'image/svg+xml', bytes: Buffer.from(await codes.toString(card.link, { type: 'svg', ...look })) }
  if (kind === 'png') return { kind, mediaType: 'image/png', bytes: await codes.toBuffer(card.link, { type: 'png', width: 1_024, ...look }) }
  return { kind, mediaType: 'application/pdf', bytes: await drawCard(card, codes.create(card.link, { errorCorrectionLevel: look.errorCorrectionLevel })) }
}

// Come with the first code that is drawn.
const qrCodes = async () => (await import('qrcode')).default

const look = { errorCorrectionLevel: 'M', margin: 2 } as const

type Card = { tr: Translator; link: string; brand: string; property: string; heading: string; text: string; scan: string; reservation: Reservation | null }

const cardOf = async (app: App, ctx: Ctx<PartnerActor>, { language, reservationId, locale }: Shared): Promise<Card> => {
  const reservation = reservationId ? await ownReservation(ctx, reservationId) : null
  const wanted = language ?? reservation?.guest.language ?? locale
  const tr = translator(isLocale(wanted) ? wanted : 'en', reservation?.timeZone ?? 'UTC')
  const { name: brand } = await present(ctx)
  const property = reservation ? ((await propertyById(ctx, reservation.propertyId))?.name ?? '') : ''
  return {
    tr, brand, property, reservation, // Whose language nobody knows comes to the page in that of their own telephone.
    link: `${app.publicUrl()}${language || reservation ? `/${tr.locale}` : ''}/guest`, heading: tr.t('share.card.heading'), scan: tr.t('share.card.scan'),
    text: reservation ? tr.t('share.card.textBooking', { brand, number: reservation.confirmationNumber, property }) : tr.t('share.card.text', { brand }),
  }
}

const ownReservation = async (ctx: Ctx<PartnerActor>, id: string): Promise<Reservation> => {
  const found = /^[0-9a-f-]{36}$/.test(id) ? await reservationById(ctx, id) : null
  if (found?.partnerId !== ctx.actor.partnerId) throw new Refusal('not_found')
  return found
}

// A6, in points: 105 by 148 mm.
const page = { width: 297.64, height: 419.53, margin: 28 }
const [ink, muted, guestHue] = ['#1B2430', '#56606E', '#9A3B1B']

const drawCard = (card: Card, code: QRCode): Promise<Uint8Array> =>
  drawPdf({ size: [page.width, page.height], margin: page.margin, info: { Title: card.heading, Author: card.brand } }, (doc) => {
    doc.rect(0, 0, page.width, 10).fill(guestHue)
    doc.y = page.margin + 4
    paragraph(doc, card, { text: card.brand, font: 'serif', size: 12, colour: guestHue, gap: 4 })
    paragraph(doc, card, { text: card.heading, font: 'serif', size: 19, colour: ink, gap: 6 })
    paragraph(doc, card, { text: card.text, font: 'text', size: 10, colour: ink, gap: 12 })
    const side = Math.min(150, page.height - page.margin - 44 - doc.y)
    drawCode(doc, code, { x: (page.width - side) / 2, y: doc.y, side })
    doc.y += side + 8
    paragraph(doc, card, { text: card.scan, font: 'text', size: 8.5, colour: muted, gap: 2, centred: true })
    doc.font('bold').fontSize(9).fillColor(ink).text(card.link, page.margin, doc.y, { width: page.width - 2 * page.margin, align: 'center', lineBreak: false })
  })

type Paragraph = { text: string; font: string; size: number; colour: string; gap: number; centred?: boolean }

const paragraph = (doc: Pdf, { tr }: Card, { text, font, size, colour, gap, centred }: Paragraph) => {
  const width = page.width - 2 * page.margin
  doc.font(font).fontSize(size).fillColor(colour)
  const align = centred ? 'center' : tr.dir === 'rtl' ? 'right' : 'left'
  for (const line of linesOf(text, (tried) => doc.widthOfString(tried) <= width)) doc.text(visual(line, tr.dir === 'rtl'), page.margin, doc.y, { width, align, lineBreak: false })
  doc.y += gap
}

const drawCode = (doc: Pdf, { modules }: QRCode, { x, y, side }: { x: number; y: number; side: number }) => {
  const step = side / (modules.size + 2 * look.margin)
  for (const [place, dark] of modules.data.entries()) {
    const [row, column] = [Math.floor(place / modules.size), place % modules.size]
    // Drawn a hair wider than its place: no white lines between them on paper.
    if (dark) doc.rect(x + (column + look.margin) * step, y + (row + look.margin) * step, step + 0.05, step + 0.05)
  }
  doc.fill('#000000')
}
