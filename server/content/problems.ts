import type { z } from 'zod'

/** What is wrong in a content file, and where in it. */
export type Problem = { file: string; path: string; message: string }

/** Content that cannot be used; the message lists every place to mend. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(['The content files need mending:', ...problems.map(lineOf)].join('\n'))
    this.problems = problems
  }
}

/** The places a schema found fault with. Members of a list that have a key or an address are named by it. */
export const problemsOf = (file: string, data: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] =>
  issues.map((issue) => ({ file, path: pathTo(data, issue.path), message: issue.message }))

/** Waits for all and gathers what is wrong in every one of them. */
export const gather = async <Parts extends readonly unknown[]>(reading: { [Part in keyof Parts]: Promise<Parts[Part]> }): Promise<Parts> => {
  const settled = await Promise.allSettled(reading)
  const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  const unexpected = failures.find((failure) => !(failure instanceof ContentError))
  if (unexpected) throw unexpected
  if (failures.length > 0) throw new ContentError(failures.flatMap((failure) => (failure instanceof ContentError ? failure.problems : [])))
  return Promise.all(reading) as unknown as Promise<Parts>
}

const lineOf = ({ file, path, message }: Problem) => `  ${file}: ${path ? `${path}: ` : ''}${message}`

const pathTo = (data: unknown, steps: readonly PropertyKey[]): string => {
  let here: unknown = data
  return steps.reduce<string>((path, step) => {
    here = memberOf(here, step)
    return typeof step === 'number' ? `${path}[${keyOf(here) ?? step}]` : [path, String(step)].filter(Boolean).join('.')
  }, '')
}

const memberOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined

const keyOf = (value: unknown): string | undefined => {
  const key = memberOf(value, 'key') ?? memberOf(value, 'email')
  return typeof key === 'string' ? key : undefined
}
