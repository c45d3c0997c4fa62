import { Settings } from '#contract/content'
import { rememberByBrand } from '#platform'
import type { BaseActor, Context, Db } from '#platform/postgres'
import { Colours, type Brand } from './brand.ts'
import * as queries from './queries.ts'

/** The brand that the caller works for. Another node's `configure` is seen here within five seconds. */
export const present = (ctx: Context<BaseActor>): Promise<Brand> => known.of(ctx)

/** The one brand of this installation, or null when it is empty. */
export const onlyBrand = async (db: Db): Promise<{ id: string } | null> => {
  const [first, second] = await queries.firstBrands(db, 2)
  if (second) throw new Error(`several brands share this installation (${first?.key}, ${second.key} …): name the one that is meant`)
  return first ? { id: first.id } : null
}

export const forgetBrand = (brandId: string): void => known.forget(brandId)

const freshMs = 5_000

const load = async ({ db, actor: { brandId } }: Context<BaseActor>): Promise<Brand> => {
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

const known = rememberByBrand(load, freshMs)
