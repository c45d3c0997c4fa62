import { afterAll } from 'vitest'
import { serveCarrier } from '../../server/call-sim/carrier-api.ts'
import { createCarrier, type CarrierOptions } from '../../server/call-sim/carrier.ts'
import type { Dialect } from '../../server/call-sim/webhooks.ts'

export const carrierSecret = 'the key of a carrier that is not there'

/** A simulated carrier of one dialect, and the settings by which the product knows it. Point `at` to the product once it answers. */
export const fakeCarrier = async (dialect: Dialect, options: Partial<Pick<CarrierOptions, 'pickUp' | 'deliver' | 'now' | 'tellsTwice'>> = {}) => {
  const product = { base: '' }
  const carrier = createCarrier({ dialect, account: 'AC1', secret: carrierSecret, now: () => new Date(), ...options, product: () => product.base })
  const api = await serveCarrier(carrier, { dialect, port: 0, token: carrierSecret })
  afterAll(api.close)
  return {
    carrier, api,
    env: { VOICE_PROVIDER: dialect, VOICE_ACCOUNT: 'AC1', VOICE_SECRET: carrierSecret, VOICE_API_URL: api.url },
    at: (base: string) => void (product.base = base),
  }
}
