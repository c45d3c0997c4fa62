/** What was asked of it, what was found, and whether that is enough. */
export type Line = { criterion: string; what: string; found: string; holds: boolean }
