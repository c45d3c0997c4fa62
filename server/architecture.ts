/**
 * The floors: imports point down only. A chain says what may be imported within a floor: each group may import what stands
 * to its right. `test/house/architecture.test.ts` holds the code to it.
 */
type Chain = readonly (readonly string[])[]

export const moduleFloors: readonly (readonly Chain[])[] = [
  [
    [['search'], ['articles', 'notices'], ['topics']],
    [['calendars'], ['staff'], ['identity'], ['directory'], ['brand']],
  ],
  [[['doors'], ['conversations']], [['correspondence']]],
  [[['postbox', 'macros'], ['email', 'chat', 'voice', 'push', 'webhooks', 'selfservice', 'complaints', 'casework'], ['queue'], ['promises'], ['seasons']]],
  [[['contact']], [['desk']], [['reporting']], [['simulation']], [['privacy']]],
]

/** Read models: they write nothing of their own accord and may join the tables of every module. */
export const readModels: readonly string[] = ['desk', 'reporting', 'search', 'privacy', 'simulation']

/** What is no module: what each part may import of ours beside itself, and which packages when not all. */
export const parts = {
  contract: { imports: [], packages: ['zod'] },
  kernel: { imports: [] },
  platform: { imports: ['kernel', 'db'] },
  db: { imports: ['contract'] },
  'web/locales': { imports: ['kernel'] },
  'web/formatting': { imports: [] },
  'web/ui': { imports: [] },
  'web/line': { imports: [] },
  'web/pages': { imports: ['contract', 'kernel', 'web/locales', 'web/formatting', 'web/ui', 'web/line'] },
  'web/desk': { imports: ['contract', 'web/locales', 'web/formatting', 'web/ui', 'web/line'] },
} as const satisfies Record<string, { imports: readonly string[]; packages?: readonly string[] }>

/** What every module may import beside the modules below it. */
export const belowModules: readonly string[] = ['contract', 'kernel', 'platform', 'db', 'web/locales', 'web/formatting']

/** The modules that `name` may import, or null when there is no such module in the table. */
export const modulesBelow = (name: string): readonly string[] | null => {
  const floor = moduleFloors.findIndex((chains) => chains.flat(2).includes(name))
  if (floor < 0) return null
  const chain = moduleFloors[floor]?.find((each) => each.flat().includes(name)) ?? []
  const group = chain.findIndex((names) => names.includes(name))
  return [...moduleFloors.slice(0, floor).flat(3), ...chain.slice(group + 1).flat()]
}
