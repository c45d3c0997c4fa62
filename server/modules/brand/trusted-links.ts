import type { Trusted } from '#kernel'
import type { BaseActor, Context } from '#platform/postgres'
import { present } from './present.ts'

/** Whose links stay links in what people write to each other: the operator's own. */
export const trustedLinks = async (ctx: Context<BaseActor>): Promise<Trusted> => {
  const { name, platformUrl, settings } = await present(ctx)
  const platform = platformUrl ? URL.parse(platformUrl)?.hostname : undefined
  return { brand: name, own: [...settings.ownHosts, ...(platform ? [platform] : [])] }
}
