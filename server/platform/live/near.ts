/** Somebody near a thing, as long as they say so: never stored, gone when they fall silent. */
export type NearBy = { id: string; name: string; side: 'staff' | 'asker'; typing: boolean }
/** What one of them says of themselves, told to every node. */
export type NearNews = { about: string; who: Omit<NearBy, 'typing'>; does: 'looks' | 'types' | 'left' }

export type Near = {
  hear(news: NearNews): void
  of(about: string): NearBy[]
  /** Where somebody is near, as their streams are gone: what they leave. */
  placesOf(id: string): string[]
  /** Forgets who fell silent, and names the things they were near. */
  sweep(): string[]
  stop(): void
}

const looksMs = 30_000
const typesMs = 6_000
const sweepEveryMs = 1_000

type Known = Omit<NearBy, 'typing'> & { looksUntil: number; typesUntil: number }

/** Who is near what, on this node's memory alone. `onChange` is told what looks different now. */
export const createNear = (onChange: (about: string) => void, clock: () => number = () => performance.now()): Near => {
  const places = new Map<string, Map<string, Known>>()
  const hear = ({ about, who, does }: NearNews) => {
    const known = places.get(about) ?? new Map<string, Known>()
    const before = known.get(who.id)
    const typed = before !== undefined && before.typesUntil > clock()
    if (does === 'left') known.delete(who.id)
    else known.set(who.id, { ...who, looksUntil: clock() + looksMs, typesUntil: does === 'types' ? clock() + typesMs : (before?.typesUntil ?? 0) })
    if (known.size === 0) places.delete(about)
    else places.set(about, known)
    if (before === undefined ? does !== 'left' : does === 'left' || (does === 'types' && !typed)) onChange(about)
  }
  const sweep = () => [...places.keys()].filter((about) => sweepOne(places, about, clock()))
  const timer = setInterval(() => sweep().forEach(onChange), sweepEveryMs)
  timer.unref()
  return {
    hear,
    of: (about) => [...(places.get(about)?.values() ?? [])].map(({ id, name, side, typesUntil }) => ({ id, name, side, typing: typesUntil > clock() })),
    placesOf: (id) => [...places].filter(([, known]) => known.has(id)).map(([about]) => about),
    sweep,
    stop: () => clearInterval(timer),
  }
}

/** Whether anything about it looks different after those who fell silent are gone. */
const sweepOne = (places: Map<string, Map<string, Known>>, about: string, now: number): boolean => {
  const known = places.get(about)
  let changed = false
  for (const [id, person] of known ?? []) {
    if (person.looksUntil <= now) changed = known?.delete(id) ?? changed
    else if (person.typesUntil !== 0 && person.typesUntil <= now) {
      person.typesUntil = 0
      changed = true
    }
  }
  if (known?.size === 0) places.delete(about)
  return changed
}
