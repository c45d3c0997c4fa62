import type { BaseActor, Context } from './postgres/index.ts'

export type Remembered<Value> = {
  of(ctx: Context<BaseActor>): Promise<Value>
  /** What is loaded from here on is fresh, also when an older look is still under way. */
  forget(brandId: string): void
}

/** Keeps what `load` finds for each brand in the process: little that is read by everyone, and seldom changes. */
export const rememberByBrand = <Value>(load: (ctx: Context<BaseActor>) => Promise<Value>, freshMs: number): Remembered<Value> => {
  const known = new Map<string, { value: Value; until: number }>()
  const looks = new Map<string, Promise<Value>>()
  const times = new Map<string, number>()
  const timesForgotten = (brandId: string) => times.get(brandId) ?? 0
  const look = async (ctx: Context<BaseActor>) => {
    const { brandId } = ctx.actor
    const before = timesForgotten(brandId)
    const value = await load(ctx)
    // A look that began before something was published may have seen how it was, and is not kept.
    if (before === timesForgotten(brandId)) known.set(brandId, { value, until: performance.now() + freshMs })
    return value
  }
  const sharedLook = (ctx: Context<BaseActor>) => {
    const { brandId } = ctx.actor
    const looking = look(ctx).finally(() => looks.get(brandId) === looking && looks.delete(brandId))
    looks.set(brandId, looking)
    return looking
  }
  return {
    of: async (ctx) => {
      const { brandId } = ctx.actor
      const earlier = known.get(brandId)
      if (earlier && earlier.until > performance.now()) return earlier.value
      // A transaction sees what others do not, and may fail for its own reasons: it looks alone.
      return ctx.db.isTransaction ? look(ctx) : (looks.get(brandId) ?? sharedLook(ctx))
    },
    forget: (brandId) => {
      known.delete(brandId)
      looks.delete(brandId)
      times.set(brandId, timesForgotten(brandId) + 1)
    },
  }
}
