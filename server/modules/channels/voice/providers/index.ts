import { jambonz } from './jambonz.ts'
import type { Provider, ProviderSettings } from './provider.ts'
import { twiml } from './twiml.ts'

const dialects = { twiml, jambonz }
export type Dialect = keyof typeof dialects

export const providerOf = (dialect: Dialect, settings: ProviderSettings): Provider => dialects[dialect](settings)
