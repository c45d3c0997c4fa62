import type { Ctx } from '#identity'
import type { TextKey, Values } from '#web/locales'
import type * as q from './call-queries.ts'
import type { Phone } from './phone.ts'

/** What a step comes to: how the call stands afterwards, and what is said before the next question. */
export type Taken = { change: q.CallChange; say?: readonly (TextKey | { key: TextKey; values: Values })[] }
export type Answer = { digits: string; speech: string }
export type StepVerb = (tx: Ctx, call: q.Call, answer: Answer & { phone: Phone }) => Promise<Taken>
