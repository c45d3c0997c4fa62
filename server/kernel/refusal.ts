/** Everything the product may refuse, and the status an HTTP edge answers with. Closed list: a new reason is added here. */
export const refusalStatus = {
  invalid: 400,
  not_signed_in: 401,
  wrong_password: 401,
  code_needed: 401,
  wrong_code: 401,
  not_allowed: 403,
  wrong_origin: 403,
  not_found: 404,
  taken_by_another: 409,
  thread_changed: 409,
  already_used: 409,
  already_closed: 409,
  not_on_duty: 409,
  offer_ended: 409,
  too_large: 413,
  type_not_accepted: 415,
  too_many: 429,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof refusalStatus
export type RefusalDetail = Record<string, string | number | boolean | string[] | null>

/** Thrown by a verb that refuses; carries a code a person's sentence exists for, never a secret. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: RefusalDetail
  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}
