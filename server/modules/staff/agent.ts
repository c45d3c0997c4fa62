import { z } from 'zod'

/** *agent* answers, *author* writes articles, *lead* plans and watches, *admin* configures. */
export const Role = z.enum(['agent', 'author', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

/** `capacity`: how many conversations at once. */
export type Hire = { accountId: string; roles: Role[]; languages: string[]; teams: string[]; capacity: number }
export type Agent = Hire & { onSince: Date | null }
export type Team = { key: string; names: Record<string, string> }
