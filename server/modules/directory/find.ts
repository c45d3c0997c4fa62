import { together } from '#platform'
import type { BaseActor, Context } from '#platform/postgres'
import { presentPartner, presentProperty, presentReservation } from './present.ts'
import * as queries from './queries.ts'
import type { Partner, Property, Reservation } from './told.ts'

type Ctx = Context<BaseActor>

export const partnerById = async (ctx: Ctx, id: string): Promise<Partner | null> => {
  const row = await queries.partnerById(ctx.db, ctx.actor.brandId, id)
  return row ? presentPartner(row) : null
}

/** All places of a partner, by name. */
export const propertiesOfPartner = async (ctx: Ctx, partnerId: string): Promise<Property[]> =>
  (await queries.propertiesOfPartner(ctx.db, ctx.actor.brandId, partnerId)).map(presentProperty)

export const propertyById = together(async (ctx: Ctx, ids: string[]): Promise<(Property | null)[]> => {
  const properties = await propertiesByIds(ctx, ids)
  return ids.map((id) => properties.get(id.toLowerCase()) ?? null)
})

export const propertiesByIds = async (ctx: Ctx, ids: string[]): Promise<Map<string, Property>> => {
  const rows = ids.length === 0 ? [] : await queries.propertiesByIds(ctx.db, ctx.actor.brandId, ids)
  return new Map(rows.map((row) => [row.id, presentProperty(row)]))
}

/** By the id that the platform shows to partners, as typed. */
export const propertyByNumber = async (ctx: Ctx, number: string): Promise<Property | null> => {
  const row = await queries.propertyByNumber(ctx.db, ctx.actor.brandId, withoutGaps(number))
  return row ? presentProperty(row) : null
}

/** For a picker of all there are: by the parts of number, name and city, without regard to capitals and accents. */
export const findProperties = async (ctx: Ctx, { typed, limit }: { typed: string; limit: number }): Promise<Property[]> => {
  const words = typed.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().slice(0, longestTyped).split(/\s+/).filter(Boolean)
  return (await queries.propertiesLike(ctx.db, ctx.actor.brandId, { words, limit })).map(presentProperty)
}

export const reservationById = async (ctx: Ctx, id: string): Promise<Reservation | null> => {
  const row = await queries.reservationById(ctx.db, ctx.actor.brandId, id)
  return row ? presentReservation(row) : null
}

export const reservationsByIds = async (ctx: Ctx, ids: string[]): Promise<Map<string, Reservation>> => {
  const rows = ids.length === 0 ? [] : await queries.reservationsByIds(ctx.db, ctx.actor.brandId, ids)
  return new Map(rows.map((row) => [row.id, presentReservation(row)]))
}

/** Whoever's it is: the caller compares `partnerId`. Spaces, dots and dashes that people type between digits do not matter. */
export const reservationByNumber = together(async (ctx: Ctx, typed: string[]): Promise<(Reservation | null)[]> => {
  const numbers = typed.map(withoutGaps)
  const rows = await queries.reservationsByNumbers(ctx.db, ctx.actor.brandId, numbers)
  const reservations = new Map(rows.map((row) => [row.confirmation_number, presentReservation(row)]))
  return numbers.map((number) => reservations.get(number) ?? null)
})

/** For a picker: the stays that arrive nearest to today first, at one property or at all of the partner's. */
export const recentReservations = async (ctx: Ctx, wanted: queries.Whose & { limit: number }): Promise<Reservation[]> => {
  const today = ctx.now().toISOString().slice(0, 10)
  const { ahead, behind } = await queries.arrivalsAround(ctx.db, ctx.actor.brandId, { ...wanted, today })
  const distance = ({ arrival }: { arrival: string }) => Math.abs(Date.parse(arrival) - Date.parse(today))
  return [...ahead, ...behind].toSorted((a, b) => distance(a) - distance(b)).slice(0, wanted.limit).map(presentReservation)
}

export type Search = { partnerId: string; typed: string; limit: number }

/** A partner's reservations by the beginning of the confirmation number or a part of the guest's name, latest arrival first. */
export const searchReservations = async (ctx: Ctx, { partnerId, typed, limit }: Search): Promise<Reservation[]> => {
  const name = typed.trim().slice(0, longestTyped)
  const compact = withoutGaps(name)
  const number = /^\d+$/.test(compact) ? compact : ''
  if (!name) return []
  const rows = await queries.reservationsLike(ctx.db, ctx.actor.brandId, { partnerId, number, name: number ? '' : name, limit })
  return rows.map(presentReservation)
}

const longestTyped = 80

const withoutGaps = (typed: string) => typed.replace(/[\s.-]/g, '')
