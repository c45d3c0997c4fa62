import { z } from 'zod'
import { Settings } from '#contract/content'

const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

export const Colours = z.record(z.string(), z.string())

/** What an operator decides about its marketplace. `colours` replaces a door's hue, by door. */
export const BrandInput = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9-]+$/),
    name: z.string().min(1),
    appName: z.string().min(1),
    loyaltyName: z.string().min(1),
    locales: z.array(Locale).min(1),
    defaultLocale: Locale,
    platformUrl: z.url().nullable(),
    colours: Colours,
    settings: z.strictObject(Settings.shape),
  })
  .refine((brand) => brand.locales.includes(brand.defaultLocale), { path: ['defaultLocale'], error: 'is not one of locales' })
export type BrandInput = z.infer<typeof BrandInput>

export type Brand = BrandInput & { id: string; isDemo: boolean }
