import { Settings } from '#contract/content'
import type { BaseActor, Context, Db } from '#platform/postgres'
import { Colours, type Brand } from './brand.ts'
import * as queries from './queries.ts'

/** The brand that the caller works for. Another node's `configure` is seen here within five seconds. */
export const present = async (ctx: Context<BaseActor>): Promise<Brand> => {
  const { brandId } = ctx.actor
  const known = remembered.get(brandId)
  if (known && known.until > performance.now()) return known.brand
  const brand = await load(ctx.db, brandId)
  remembered.set(brandId, { brand, until: performance.now() + freshMs })
  return brand
}

/** The one brand of this installation, or null when it is empty. */
export const onlyBrand = async (db: Db): Promise<{ id: string } | null> => {
  const [first, second] = await queries.firstBrands(db, 2)
  if (second) throw new Error(`several brands share this installation (${first?.key}, ${second.key} …): name the one that is meant`)
  return first ? { id: first.id } : null
}

export const forgetBrand = (brandId: string): void => void remembered.delete(brandId)

const freshMs = 5_000
const remembered = new Map<string, { brand: Brand; until: number }>()

const load = async (db: Db, brandId: string): Promise<Brand> => {
  const row = await queries.brandById(db, brandId)
  if (!row) throw new Error(`no brand ${brandId}`)
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    appName: row.app_name,
    loyaltyName: row.loyalty_name,
    locales: row.locales,
    defaultLocale: row.default_locale,
    platformUrl: row.platform_url,
    colours: Colours.parse(row.colours),
    // A number that a later version brings has its default until the operator sets it.
    settings: Settings.parse(row.settings),
    isDemo: row.is_demo,
  }
}
