import { sql, type Insertable, type SelectQueryBuilder } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

export const upsertPartner = (db: Db, { brand_id, id, key, ...told }: Row<'directory.partner'>) =>
  db
    .insertInto('directory.partner')
    .values({ brand_id, id, key, ...told })
    .onConflict((conflict) => conflict.columns(['brand_id', 'key']).doUpdateSet(told))
    .returning('id')
    .executeTakeFirstOrThrow()

export const upsertProperty = (db: Db, { brand_id, id, property_number, ...told }: Row<'directory.property'>) =>
  db
    .insertInto('directory.property')
    .values({ brand_id, id, property_number, ...told })
    .onConflict((conflict) => conflict.columns(['brand_id', 'property_number']).doUpdateSet(told))
    .returning('id')
    .executeTakeFirstOrThrow()

export const upsertGuests = (db: Db, rows: Row<'directory.guest'>[]) =>
  db
    .insertInto('directory.guest')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'id']).doUpdateSet((excluded) => ({
        name: excluded.ref('excluded.name'),
        language: excluded.ref('excluded.language'),
        country: excluded.ref('excluded.country'),
        loyalty_level: excluded.ref('excluded.loyalty_level'),
        email: excluded.ref('excluded.email'),
      })),
    )
    .execute()

export const upsertReservations = (db: Db, rows: Row<'directory.reservation'>[]) =>
  db
    .insertInto('directory.reservation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'confirmation_number']).doUpdateSet((excluded) => ({
        property_id: excluded.ref('excluded.property_id'),
        guest_id: excluded.ref('excluded.guest_id'),
        arrival: excluded.ref('excluded.arrival'),
        departure: excluded.ref('excluded.departure'),
        status: excluded.ref('excluded.status'),
        rooms: excluded.ref('excluded.rooms'),
        guests: excluded.ref('excluded.guests'),
        total_minor: excluded.ref('excluded.total_minor'),
        currency: excluded.ref('excluded.currency'),
        policy: sql`excluded.policy`,
        booked_at: excluded.ref('excluded.booked_at'),
        arrival_time: excluded.ref('excluded.arrival_time'),
        staying: excluded.ref('excluded.staying'),
        charged_by: excluded.ref('excluded.charged_by'),
        cancelled_at: excluded.ref('excluded.cancelled_at'),
        cancel_cost_minor: excluded.ref('excluded.cancel_cost_minor'),
      })),
    )
    .execute()

export type Standing = { id: string; arrival: string; departure: string; status: string; property_id: string }

/** Where these reservations stand, by their confirmation numbers; those that are not known are left out. */
export const standingOf = async (db: Db, brandId: string, numbers: string[]): Promise<Map<string, Standing>> => {
  const rows = await db
    .selectFrom('directory.reservation')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`confirmation_number = any(${numbers}::text[])`)
    .select(['confirmation_number', 'id', 'arrival', 'departure', 'status', 'property_id'])
    .execute()
  return new Map(rows.map(({ confirmation_number: number, ...standing }) => [number, standing]))
}

export const reservationIdByNumber = (db: Db, brandId: string, confirmationNumber: string) =>
  db
    .selectFrom('directory.reservation')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('confirmation_number', '=', confirmationNumber)
    .executeTakeFirstOrThrow()

export const partnerById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('directory.partner').selectAll().where('brand_id', '=', brandId).where('id', '=', id).executeTakeFirst()

const properties = (db: Db, brandId: string) => db.selectFrom('directory.property').selectAll().where('brand_id', '=', brandId)

export const propertiesByIds = (db: Db, brandId: string, ids: string[]) =>
  properties(db, brandId).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()

export const propertyByNumber = (db: Db, brandId: string, number: string) =>
  properties(db, brandId).where('property_number', '=', number).executeTakeFirst()

export const propertiesOfPartner = (db: Db, brandId: string, partnerId: string) =>
  properties(db, brandId).where('partner_id', '=', partnerId).orderBy('name').orderBy('id').execute()

/** Those whose number, name or city holds every word, the number or the beginning of the name first. */
export const propertiesLike = (db: Db, brandId: string, { words, limit }: { words: string[]; limit: number }) => {
  const [first = ''] = words
  return properties(db, brandId)
    .where((e) => e.and(words.map((word) => e('sought', 'like', `%${escaped(word)}%`))))
    .orderBy(sql`property_number = ${first}`, 'desc')
    .orderBy(sql`sought like ${`% ${escaped(first)}%`} or sought like ${`${escaped(first)}%`}`, 'desc')
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export const movePin = (db: Db, brandId: string, { id, ...pin }: { id: string; latitude: number; longitude: number }) =>
  db.updateTable('directory.property').set(pin).where('brand_id', '=', brandId).where('id', '=', id).returning('partner_id').executeTakeFirst()

const reservations = (db: Db, brandId: string) =>
  db
    .selectFrom('directory.reservation as r')
    .innerJoin('directory.property as p', (join) => join.onRef('p.brand_id', '=', 'r.brand_id').onRef('p.id', '=', 'r.property_id'))
    .innerJoin('directory.guest as g', (join) => join.onRef('g.brand_id', '=', 'r.brand_id').onRef('g.id', '=', 'r.guest_id'))
    .where('r.brand_id', '=', brandId)
    .select(['r.id', 'r.property_id', 'r.confirmation_number', 'r.arrival', 'r.departure', 'r.status', 'r.rooms', 'r.guests'])
    .select(['r.total_minor', 'r.currency', 'r.policy', 'r.booked_at', 'p.partner_id', 'p.name as property_name', 'p.time_zone'])
    .select(['r.arrival_time', 'r.staying', 'r.charged_by', 'r.cancelled_at', 'r.cancel_cost_minor'])
    .select(['g.id as guest_id', 'g.name as guest_name', 'g.language as guest_language', 'g.country as guest_country'])
    .select('g.loyalty_level')

type Reservations = ReturnType<typeof reservations>
export type ReservationRow = Reservations extends SelectQueryBuilder<infer _Db, infer _Table, infer Selected> ? Selected : never

export const reservationById = (db: Db, brandId: string, id: string) => reservations(db, brandId).where('r.id', '=', id).executeTakeFirst()

export const reservationsByIds = (db: Db, brandId: string, ids: string[]) =>
  reservations(db, brandId).where(sql<boolean>`r.id = any(${ids}::uuid[])`).execute()

export const reservationsByNumbers = (db: Db, brandId: string, numbers: string[]) =>
  reservations(db, brandId).where(sql<boolean>`r.confirmation_number = any(${numbers}::text[])`).execute()

export const reservationsByEmail = (db: Db, brandId: string, { email, limit }: { email: string; limit: number }) =>
  reservations(db, brandId).where(sql`lower(g.email)`, '=', email.toLowerCase()).orderBy('r.arrival', 'desc').orderBy('r.id').limit(limit).execute()

const guests = (db: Db, brandId: string) => db.selectFrom('directory.guest').selectAll().where('brand_id', '=', brandId)

export const guestById = (db: Db, brandId: string, id: string) => guests(db, brandId).where('id', '=', id).executeTakeFirst()

export const guestsByEmail = (db: Db, brandId: string, email: string) =>
  guests(db, brandId).where(sql`lower(email)`, '=', email.toLowerCase()).orderBy('loyalty_level', 'desc').orderBy('id').execute()

export const lockReservation = (db: Db, brandId: string, id: string) =>
  reservations(db, brandId).where('r.id', '=', id).forUpdate('r').executeTakeFirst()

export const setStatus = (db: Db, brandId: string, { id, status }: { id: string; status: string }) =>
  db.updateTable('directory.reservation').set({ status }).where('brand_id', '=', brandId).where('id', '=', id).execute()

export type StayChange = Partial<{
  arrival: string; departure: string; total_minor: number; arrival_time: string | null; staying: string | null; guests: number
  status: string; cancelled_at: Date; cancel_cost_minor: number
}>

export const changeStay = (db: Db, brandId: string, { id, ...set }: { id: string } & StayChange) =>
  db.updateTable('directory.reservation').set(set).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const insertRefund = (db: Db, refund: Row<'directory.refund'>) =>
  db.insertInto('directory.refund').values(refund).onConflict((conflict) => conflict.doNothing()).execute()

export const dropRefund = (db: Db, brandId: string, reservationId: string) =>
  db.deleteFrom('directory.refund').where('brand_id', '=', brandId).where('reservation_id', '=', reservationId).execute()

export const refundOf = (db: Db, brandId: string, reservationId: string) =>
  db.selectFrom('directory.refund').selectAll().where('brand_id', '=', brandId).where('reservation_id', '=', reservationId).executeTakeFirst()

export type Whose = { partnerId: string; propertyId: string | null }

const ofPartner = (db: Db, brandId: string, { partnerId, propertyId }: Whose) => {
  const all = reservations(db, brandId).where('p.partner_id', '=', partnerId)
  return propertyId === null ? all : all.where('r.property_id', '=', propertyId)
}

// Two short walks along the index on arrival, however many reservations the partner has had.
export const arrivalsAround = async (db: Db, brandId: string, around: Whose & { today: string; limit: number }) => {
  const [ahead, behind] = await Promise.all([
    ofPartner(db, brandId, around).where('r.arrival', '>=', around.today).orderBy('r.arrival').orderBy('r.confirmation_number').limit(around.limit).execute(),
    ofPartner(db, brandId, around).where('r.arrival', '<', around.today).orderBy('r.arrival', 'desc').orderBy('r.confirmation_number').limit(around.limit).execute(),
  ])
  return { ahead, behind }
}

export const reservationsLike = (db: Db, brandId: string, sought: { partnerId: string; number: string; name: string; limit: number }) =>
  ofPartner(db, brandId, { partnerId: sought.partnerId, propertyId: null })
    .where((e) =>
      e.or([
        ...(sought.number ? [e('r.confirmation_number', 'like', `${sought.number}%`)] : []),
        ...(sought.name ? [e('g.name', 'ilike', `%${escaped(sought.name)}%`)] : []),
      ]),
    )
    .orderBy('r.arrival', 'desc')
    .orderBy('r.id')
    .limit(sought.limit)
    .execute()

const escaped = (typed: string) => typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)
