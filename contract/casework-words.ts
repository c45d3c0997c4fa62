import { z } from 'zod'

/** Lower case, no spaces at its ends, one word or a few. */
export const TagName = z.string().trim().toLowerCase().min(1).max(40).regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u)

export const reminderKinds = ['follow-up', 'relocation'] as const
