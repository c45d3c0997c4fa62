import { z } from 'zod'

// The page's policy forbids eval: zod must not probe for it, and this runs before any schema of the contract is made.
z.config({ jitless: true })
