import { newId } from '#kernel'
import type { BaseActor, Context, Db } from '#platform/postgres'
import type { BrandInput } from './brand.ts'
import { forgetBrand } from './present.ts'
import * as queries from './queries.ts'

/** Sets the brand's names, languages, colours and numbers; whether it is a demo stays as it was created. */
export const configure = async (ctx: Context<BaseActor>, input: BrandInput): Promise<void> => {
  await queries.upsertBrand(ctx.db, rowOf(ctx.actor.brandId, input))
  forgetBrand(ctx.actor.brandId)
}

/** The first brand of an empty installation; two nodes that start at once get the same one. */
export const createBrand = async (db: Db, { isDemo, ...input }: BrandInput & { isDemo: boolean }): Promise<{ id: string }> => {
  await queries.insertUnlessThere(db, { ...rowOf(newId(), input), is_demo: isDemo })
  return queries.brandByKey(db, input.key)
}

const rowOf = (id: string, input: BrandInput) => ({
  id,
  key: input.key,
  name: input.name,
  app_name: input.appName,
  loyalty_name: input.loyaltyName,
  locales: input.locales,
  default_locale: input.defaultLocale,
  platform_url: input.platformUrl,
  colours: JSON.stringify(input.colours),
  settings: JSON.stringify(input.settings),
})
